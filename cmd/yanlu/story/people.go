package story

import (
	"context"
	"fmt"
	"maps"
	"slices"

	identityv1 "yanlu/proto/gen/yanlu/identity/v1"
	"yanlu/seeds"
	"yanlu/services/lifecycle"
)

// register enters the players of a story: invented people who lead a project for
// one of the district's institutions. Their institution's officer is the district's own.
func (t *teller) register(ctx context.Context) error {
	for _, alias := range slices.Sorted(maps.Keys(t.story.Cast)) {
		if err := t.cast(ctx, alias, t.story.Cast[alias]); err != nil {
			return fmt.Errorf("cast %s: %w", alias, err)
		}
	}
	return nil
}

func (t *teller) cast(ctx context.Context, alias string, player Player) error {
	name, host := player.Name, "org-"+player.Host
	if player.Login == "" {
		if err := t.enter(ctx, alias, player.Name, host); err != nil {
			return err
		}
	} else {
		i := slices.IndexFunc(t.district.People, func(p seeds.Person) bool { return p.Login == player.Login })
		if i < 0 {
			return fmt.Errorf("nobody is called %q", player.Login)
		}
		p := t.district.People[i]
		name, host = p.Name, p.Employer
		t.logins[alias], t.aliases[alias] = p.Login, p.ID
	}
	org, ok := t.district.Organisation(host)
	if !ok {
		return fmt.Errorf("there is no organisation %q", host)
	}
	for _, p := range t.district.People {
		if slices.Contains(p.Roles, seeds.Grant{Role: lifecycle.Institution, Organisation: org.ID}) {
			t.logins[alias+".unit"] = p.Login
		}
	}
	t.aliases[alias+".name"], t.aliases[alias+".host"], t.aliases[alias+".host_name"] = name, org.ID, org.Name
	return nil
}

func (t *teller) enter(ctx context.Context, alias, name, org string) error {
	admin, err := t.as(ctx, string(lifecycle.Admin))
	if err != nil {
		return err
	}
	login := fmt.Sprintf("%s.%s.%s", t.story.Name, alias, t.opts.Run)
	person := &identityv1.Person{}
	err = t.client.invoke(ctx, admin, identityv1.IdentityService_RegisterPerson_FullMethodName, &identityv1.RegisterPersonRequest{
		RequestId: t.requestID("register", alias), Login: login, Name: name, Email: "story@example.invalid",
		Title: "高级工程师", Degree: "硕士", BornOn: "1986-05-20", FirstPassword: t.district.Password,
	}, person)
	if err != nil {
		return sentence(err)
	}
	err = t.client.invoke(ctx, admin, identityv1.IdentityService_GrantRole_FullMethodName, &identityv1.GrantRoleRequest{
		RequestId: t.requestID("grant", alias), Person: person.GetId(), Organisation: org, Role: string(lifecycle.PI),
	}, &identityv1.GrantRoleResponse{})
	if err != nil {
		return sentence(err)
	}
	t.logins[alias], t.aliases[alias] = login, person.GetId()
	return nil
}
