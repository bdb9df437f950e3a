package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"yanlu/seeds"
	applicationact "yanlu/services/application/act"
	"yanlu/services/bureau"
	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/authn"
	"yanlu/services/policy"
	"yanlu/services/programme"
	programmeact "yanlu/services/programme/act"
)

const (
	// perOrganisation stays below every limit of applications per call round.
	perOrganisation = 3
	// recommenders is how many people of the recommending body hold a session.
	recommenders = 64
	// preparing is how many hands prepare applications together.
	preparing = 8
)

// district is a call with people around it, on an instance that holds nothing else.
type district struct {
	pool     *pgxpool.Pool
	door     *docket.Door
	call     string
	drafts   [][]byte // what applicants wrote, in turn
	files    []string // fields that every applicant put a file in
	people   int      // applicants on file
	sessions []string
}

// application is one that is being prepared, and who leads it.
type application struct {
	id   string
	n    int
	etag int64
	sent bool // to its institution
}

var (
	officer  = docket.Actor{Person: "bench-officer", Capacities: []docket.Capacity{{Role: lifecycle.Officer, Org: "bench-bureau"}}}
	director = docket.Actor{Person: "bench-director", Capacities: []docket.Capacity{{Role: lifecycle.Director, Org: "bench-bureau"}}}
)

func organisationOf(n int) string { return fmt.Sprintf("bench-org-%d", n/perOrganisation) }

func (a application) pi() docket.Actor {
	return docket.Actor{Person: fmt.Sprintf("bench-pi-%d", a.n), Capacities: []docket.Capacity{{Role: lifecycle.PI, Org: organisationOf(a.n)}}}
}

func (a application) institution() docket.Actor {
	return docket.Actor{Person: "bench-unit-" + fmt.Sprint(a.n/perOrganisation), Capacities: []docket.Capacity{{Role: lifecycle.Institution, Org: organisationOf(a.n)}}}
}

func recommender(client int) docket.Actor {
	return docket.Actor{Person: fmt.Sprintf("bench-rec-%d", client%recommenders), Capacities: []docket.Capacity{{Role: lifecycle.Recommender, Org: "bench-recommender"}}}
}

// settle puts people on file and carries a call, by its lawful events on an
// earlier clock, until it is open.
func settle(ctx context.Context, pool *pgxpool.Pool, b *bureau.Bureau, cal *policy.Calendar, people int) (*district, error) {
	d := &district{pool: pool, door: b.Door, people: people}
	for _, step := range []func(context.Context) error{d.enrol, d.openSessions} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	pack, err := b.Book.InForce(ctx, b.Door.Now())
	if err != nil {
		return nil, err
	}
	samples, err := seeds.Samples()
	if err != nil {
		return nil, err
	}
	form, _ := pack.Form("proposal")
	d.files = seeds.FileFields(form)
	var most int64
	for _, a := range samples.Applications {
		content, err := json.Marshal(a.Content)
		if err != nil {
			return nil, err
		}
		d.drafts, most = append(d.drafts, content), max(most, a.Asked.RequestFen)
	}
	d.call, err = openCall(ctx, pool, cal, pack, most)
	return d, err
}

// enrol enters one principal investigator per application, since a person may
// lead one, and their institutions.
func (d *district) enrol(ctx context.Context) error {
	const statements = `
insert into organisation (id, uscc, name, kind) values ('bench-bureau', 'bench-bureau', '科技局', 'bureau'), ('bench-recommender', 'bench-recommender', '园区管委会', 'association');
insert into organisation (id, uscc, name, kind, registered_on)
    select 'bench-org-' || n, 'bench-org-' || n, '第' || n || '研究所', 'institute', '2010-01-01' from generate_series(0, %[1]d) n;
insert into person (id, login, name) values ('bench-officer', 'bench-officer', '经办人'), ('bench-director', 'bench-director', '负责人');
insert into person (id, login, name) select 'bench-rec-' || n, 'bench-rec-' || n, '推荐人' || n from generate_series(0, %[2]d) n;
insert into person (id, login, name) select 'bench-unit-' || n, 'bench-unit-' || n, '单位管理员' || n from generate_series(0, %[1]d) n;
insert into person (id, login, name, born_on, title, degree)
    select 'bench-pi-' || n, 'bench-pi-' || n, '申报人' || n, '1985-01-01', '高级工程师', '博士' from generate_series(0, %[3]d) n;
insert into role_grant (person, organisation, role) values ('bench-officer', 'bench-bureau', 'officer'), ('bench-director', 'bench-bureau', 'director');
insert into role_grant (person, organisation, role) select 'bench-rec-' || n, 'bench-recommender', 'recommender' from generate_series(0, %[2]d) n;
insert into role_grant (person, organisation, role) select 'bench-unit-' || n, 'bench-org-' || n, 'institution' from generate_series(0, %[1]d) n;
insert into role_grant (person, organisation, role) select 'bench-pi-' || n, 'bench-org-' || n / %[4]d, 'pi' from generate_series(0, %[3]d) n;
insert into blob (sha256, size, media_type) values (repeat('a', 64), 4096, 'application/pdf');`
	_, err := d.pool.Exec(ctx, fmt.Sprintf(statements, d.people/perOrganisation, recommenders-1, d.people, perOrganisation))
	if err != nil {
		return fmt.Errorf("bench: enter people: %w", err)
	}
	return nil
}

// openSessions signs the recommenders in, as a sign-in would leave it.
func (d *district) openSessions(ctx context.Context) error {
	now := d.door.Now()
	for n := range recommenders {
		token, hash := authn.NewToken("")
		d.sessions = append(d.sessions, token)
		if _, err := d.pool.Exec(ctx, "insert into session (token_hash, person, created_at, seen_at, expires_at) values ($1, $2, $3, $3, $4)",
			hash, recommender(n).Person, now, now.Add(12*time.Hour)); err != nil {
			return fmt.Errorf("bench: sessions: %w", err)
		}
	}
	return nil
}

// lead is how long before now the call was drafted: time for its consultation and for opening.
const lead = 90 * 24 * time.Hour

func openCall(ctx context.Context, pool *pgxpool.Pool, cal *policy.Calendar, pack *policy.Pack, capFen int64) (string, error) {
	clock := time.Now().Add(-lead)
	earlier, err := bureau.New(pool, cal, func() time.Time { return clock })
	if err != nil {
		return "", err
	}
	var template string
	if err := pool.QueryRow(ctx, "select code from call_template order by code limit 1").Scan(&template); err != nil {
		return "", fmt.Errorf("bench: no call template is on file: %w", err)
	}
	call := docket.Record{}
	do := func(e lifecycle.Event, by docket.Actor, input any) error {
		receipt, err := earlier.Door.Do(ctx, docket.Command{RequestID: uuid.NewString(), Machine: lifecycle.CallMachine, Subject: call.ID, Event: e, Actor: by, Input: input})
		if err != nil {
			return fmt.Errorf("bench: call %s: %w", e, err)
		}
		call = receipt.Record
		return nil
	}
	if err := do(lifecycle.Create, officer, programme.CreateCall{Template: template, Title: "基准批次", PackCode: pack.Code, PackVersion: pack.Version, CapFen: capFen, EnvelopeFen: 100 * capFen}); err != nil {
		return "", err
	}
	if err := do("consult", officer, docket.Note{}); err != nil {
		return "", err
	}
	var c programme.Consultation
	if err := call.Section("consultation", &c); err != nil {
		return "", err
	}
	clock = *c.Ends
	opens, closes := clock.Add(time.Hour), time.Now().Add(lead)
	if err := do("approve_call", director, programmeact.ApproveCall{Answers: "已逐条答复", Minutes: "基准〔1〕号"}); err != nil {
		return "", err
	}
	if err := do("publish", officer, programmeact.Publish{OpensAt: &opens, ClosesAt: &closes}); err != nil {
		return "", err
	}
	clock = opens
	return call.ID, do("open", docket.SystemActor, nil)
}

// create starts n applications with complete drafts and attachments.
func (d *district) create(ctx context.Context, from, n int) ([]application, error) {
	if from+n > d.people {
		return nil, errTooFew
	}
	list := make([]application, n)
	_, err := drive(ctx, min(preparing, n), n, func(ctx context.Context, _, i int) error {
		list[i].n = from + i
		return d.do(ctx, &list[i], lifecycle.Create, list[i].pi(), applicationact.Create{
			Call: d.call, Title: fmt.Sprintf("面向产业的关键技术攻关（%d）", from+i), Recommender: "bench-recommender", Host: organisationOf(from + i),
		})
	})
	if err != nil {
		return nil, err
	}
	return list, d.write(ctx, list)
}

// write saves each applicant's draft and attachments, as the portal would have.
func (d *district) write(ctx context.Context, list []application) error {
	ids := make([]string, len(list))
	batch := &pgx.Batch{}
	for i, a := range list {
		ids[i] = a.id
		batch.Queue("insert into draft (subject, version, content, saved_by, saved_at) values ($1, 1, $2, $3, $4)", a.id, d.drafts[a.n%len(d.drafts)], a.pi().Person, d.door.Now())
	}
	batch.Queue(`insert into attachment (id, subject, field, file_name, sha256, uploaded_by, uploaded_at)
		select d.id || f, d.id, f, f || '.pdf', repeat('a', 64), d.pi, $3 from docket d, unnest($2::text[]) f where d.id = any($1)`, ids, d.files, d.door.Now())
	if err := d.pool.SendBatch(ctx, batch).Close(); err != nil {
		return fmt.Errorf("bench: drafts and attachments: %w", err)
	}
	return nil
}

// ready carries applications on until the recommending body has to act.
func (d *district) ready(ctx context.Context, list []application) error {
	_, err := drive(ctx, min(preparing, len(list)), len(list), func(ctx context.Context, _, i int) error {
		if err := d.send(ctx, &list[i]); err != nil {
			return err
		}
		return d.do(ctx, &list[i], "unit_approve", list[i].institution(), applicationact.Opinion{Opinion: "同意申报"})
	})
	return err
}

func (d *district) send(ctx context.Context, a *application) error {
	return d.do(ctx, a, "send_to_unit", a.pi(), applicationact.SendToUnit{Pledged: true})
}

var requests atomic.Int64

func requestID() string { return fmt.Sprintf("bench-%d-%d", time.Now().UnixNano(), requests.Add(1)) }

// do carries one event and remembers where the application stands.
func (d *district) do(ctx context.Context, a *application, e lifecycle.Event, by docket.Actor, input any) error {
	_, err := d.act(ctx, a, e, by, input)
	return err
}

func (d *district) act(ctx context.Context, a *application, e lifecycle.Event, by docket.Actor, input any) (docket.Receipt, error) {
	receipt, err := d.door.Do(ctx, docket.Command{
		RequestID: requestID(), Machine: lifecycle.ProjectMachine, Subject: a.id, Event: e, Etag: a.etag, Actor: by, Input: input,
	})
	if err != nil {
		return receipt, fmt.Errorf("bench: %s: %w", e, err)
	}
	a.id, a.etag = receipt.Record.ID, receipt.Seq
	return receipt, nil
}
