package rpc

import (
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"

	identityv1 "yanlu/proto/gen/yanlu/identity/v1"
	"yanlu/services/identity"
)

const newPassword = "Autumn-Hill-9"

func TestChangePassword(t *testing.T) {
	f := newFixture(t)
	other, err := f.signIn("10.0.0.1", "wang", password)
	f.must(err)
	mine, err := f.signIn("10.0.0.1", "wang", password)
	f.must(err)
	ctx := f.with(mine.GetToken())
	change := func(id, old, new string) error {
		_, err := f.ChangePassword(ctx, &identityv1.ChangePasswordRequest{RequestId: id, OldPassword: old, NewPassword: new})
		return err
	}
	f.refused(change("change-0", "Wrong-River-7", newPassword), "WRONG_PASSWORD")
	f.refused(change("change-0", password, password), "SAME_PASSWORD")
	f.refused(change("change-0", password, "short"), "WEAK_PASSWORD")
	f.must(change("change-1", password, newPassword))
	f.must(change("change-1", password, newPassword)) // the same request, the same answer
	f.refused(change("change-1", password, "Winter-Lake-3"), "REQUEST_ID_REUSED")

	_, err = f.Authenticate(t.Context(), other.GetToken())
	f.refused(err, "SESSION_ENDED")
	f.with(mine.GetToken())
	_, err = f.signIn("10.0.0.1", "wang", password)
	f.refused(err, "SIGN_IN_FAILED")
	_, err = f.signIn("10.0.0.1", "wang", newPassword)
	f.must(err)
}

func TestStolenSessionCannotGuessThePassword(t *testing.T) {
	f := newFixture(t)
	ctx := f.as("wang")
	for range f.settings.FailuresPerLogin {
		_, err := f.ChangePassword(ctx, &identityv1.ChangePasswordRequest{RequestId: f.requestID(), OldPassword: "Wrong-River-7", NewPassword: newPassword})
		f.refused(err, "WRONG_PASSWORD")
	}
	_, err := f.ChangePassword(ctx, &identityv1.ChangePasswordRequest{RequestId: f.requestID(), OldPassword: password, NewPassword: newPassword})
	f.refused(err, "SIGN_IN_LOCKED")
}

func TestTokens(t *testing.T) {
	f := newFixture(t)
	ctx := f.as("wang")
	request := &identityv1.CreateTokenRequest{RequestId: "token-01", Name: "夜间导出", Days: 30}
	made, err := f.CreateToken(ctx, request)
	f.must(err)
	again, err := f.CreateToken(ctx, request)
	f.must(err)
	if again.GetToken() != "" || again.GetId() != made.GetId() || made.GetToken() == "" {
		t.Fatal("the token is shown once, and made once:", made, again)
	}
	c, err := f.Authenticate(t.Context(), made.GetToken())
	f.must(err)
	if c.Person != "p-wang" || c.Credential != identity.ByToken {
		t.Fatalf("%+v", c)
	}
	byToken := f.with(made.GetToken())
	_, err = f.CreateToken(byToken, &identityv1.CreateTokenRequest{RequestId: "token-02", Name: "x", Days: 1})
	f.refused(err, "SESSION_REQUIRED")
	_, err = f.ChangePassword(byToken, &identityv1.ChangePasswordRequest{RequestId: "token-03"})
	f.refused(err, "SESSION_REQUIRED")
	_, err = f.SignOut(byToken, &identityv1.SignOutRequest{})
	f.refused(err, "SESSION_REQUIRED")

	list, err := f.ListTokens(ctx, &identityv1.ListTokensRequest{})
	f.must(err)
	if len(list.GetTokens()) != 1 || list.GetTokens()[0].GetName() != "夜间导出" || list.GetTokens()[0].GetUsedAt() == nil || list.GetTokens()[0].GetRevoked() {
		t.Fatal(list)
	}
	_, err = f.RevokeToken(f.as("li"), &identityv1.RevokeTokenRequest{RequestId: "token-04", Id: made.GetId()})
	f.refused(err, "TOKEN_NOT_FOUND")
	_, err = f.RevokeToken(ctx, &identityv1.RevokeTokenRequest{RequestId: "token-05", Id: made.GetId()})
	f.must(err)
	_, err = f.Authenticate(t.Context(), made.GetToken())
	f.refused(err, "SESSION_ENDED")
}

func TestTokenExpires(t *testing.T) {
	f := newFixture(t)
	made, err := f.CreateToken(f.as("wang"), &identityv1.CreateTokenRequest{RequestId: "token-01", Name: "x", Days: 1})
	f.must(err)
	f.pass(24*time.Hour - time.Minute)
	f.with(made.GetToken())
	f.pass(time.Minute)
	_, err = f.Authenticate(t.Context(), made.GetToken())
	f.refused(err, "SESSION_ENDED")
}

func TestNoSecretIsKept(t *testing.T) {
	f := newFixture(t)
	_, err := f.RegisterPerson(f.as("admin"), &identityv1.RegisterPersonRequest{RequestId: "person-1", Login: "sun", Name: "孙", FirstPassword: "Very-Secret-42"})
	f.must(err)
	made, err := f.CreateToken(f.as("wang"), &identityv1.CreateTokenRequest{RequestId: "token-01", Name: "x", Days: 1})
	f.must(err)
	rows, err := f.pool.Query(t.Context(), "select coalesce(reply::text, '') || encode(body_hash, 'escape') from command union all select coalesce(password_hash, '') from person")
	f.must(err)
	defer rows.Close()
	for rows.Next() {
		var text string
		f.must(rows.Scan(&text))
		for _, secret := range []string{"Very-Secret-42", made.GetToken()} {
			if strings.Contains(text, secret) {
				t.Fatalf("%q is in %q", secret, text)
			}
		}
	}
	f.must(rows.Err())
}

func TestWriteIsAnsweredTheSameByContent(t *testing.T) {
	f := newFixture(t)
	ctx := f.as("admin")
	request := &identityv1.RegisterPersonRequest{RequestId: "person-1", Login: "sun", Name: "孙", FirstPassword: "Very-Secret-42"}
	first, err := f.RegisterPerson(ctx, request)
	f.must(err)
	second, err := f.RegisterPerson(ctx, request)
	f.must(err)
	if !proto.Equal(first, second) {
		t.Fatal(first, second)
	}
	request.FirstPassword = "Other-Secret-42"
	_, err = f.RegisterPerson(ctx, request)
	f.refused(err, "REQUEST_ID_REUSED")
}
