package act_test

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"yanlu/services/bureau/bureautest"
	"yanlu/services/lifecycle"
	"yanlu/services/review/commission"
	"yanlu/services/review/commission/act"
	"yanlu/services/review/draw/proof"
)

// crowd puts applications beside one that was accepted, and experts of 300
// institutions: of every kind, some of two, some of two institutions.
func crowd(b *testing.B, w *bureautest.World, app string, applications, experts int) {
	b.Helper()
	for _, sql := range []string{
		`insert into organisation (id, uscc, name, kind, registered_on) select 'bench-org-' || n, 'bench-org-' || n, '第' || n || '研究所', 'institute', '2010-01-01' from generate_series(0, 299) n`,
		`insert into person (id, login, name, fields) select 'bench-expert-' || n, 'bench-expert-' || n, '专家' || n, '{}' from generate_series(1, %[3]d) n`,
		`insert into role_grant (person, organisation, role) select 'bench-expert-' || n, 'bench-org-' || n %% 300, 'reviewer' from generate_series(1, %[3]d) n`,
		`insert into role_grant (person, organisation, role) select 'bench-expert-' || n, 'bench-org-' || n %% 41, 'reviewer' from generate_series(1, %[3]d) n where n %% 7 = 0 on conflict do nothing`,
		`insert into expert (person, status, source, kinds, local, keywords, verified_at, refreshed_at)
			select 'bench-expert-' || n, 'active', 'imported',
				(case n %% 5 when 0 then '{finance}'::text[] when 1 then '{industry}' else '{technical}' end) || (case when n %% 11 = 3 then '{industry}'::text[] else '{}' end),
				n %% 3 = 0, array['关键词' || n %% 97], now(), now() from generate_series(1, %[3]d) n`,
		`insert into docket (id, machine, state, terminal, seq, head, opened_at, since, facts)
			select 'bench-app-' || n, s.machine, s.state, s.terminal, s.seq, s.head, s.opened_at, s.since,
				jsonb_set(jsonb_set(jsonb_set(s.facts, '{parties,title}', to_jsonb('示例课题' || n)), '{parties,code}', to_jsonb('SQ-B-' || n)), '{intake,receipt}', to_jsonb('SQ-B-' || n))
			from docket s, generate_series(2, %[2]d) n where s.id = '%[1]s'`,
		`insert into draft (subject, version, content, saved_by, saved_at) select 'bench-app-' || n, d.version, d.content, d.saved_by, d.saved_at from draft d, generate_series(2, %[2]d) n where d.subject = '%[1]s'`,
		`insert into conflict (person, subject, ground, at) select 'bench-expert-' || n, 'bench-app-' || m, '近三年合作', now()
			from generate_series(1, %[3]d) n, generate_series(2, %[2]d) m where (n * 31 + m * 17) %% 100 = 0`,
		`analyze`,
	} {
		if _, err := w.Pool.Exec(b.Context(), fmt.Sprintf(sql+" -- %[1]s %[2]d %[3]d", app, applications, experts)); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCommission carries one commission by draw from its seal to the
// invitations, on a real database, and reports how long each act takes.
func BenchmarkCommission(b *testing.B) {
	for _, size := range []struct{ applications, experts int }{{300, 1000}, {1000, 3000}} {
		b.Run(fmt.Sprintf("%d×%d", size.applications, size.experts), func(b *testing.B) {
			for b.Loop() {
				carry(b, size.applications, size.experts)
			}
		})
	}
}

func carry(b *testing.B, applications, experts int) {
	b.Helper()
	w := bureautest.Unverified(b)
	callID := w.OpenCall()
	crowd(b, w, accepted(w, callID, 0), applications, experts)
	id := w.Do(officer, "", machine, lifecycle.Create, act.Create{Call: callID, Agency: "org-hengping", Brief: brief(w, commission.ByDraw)}).Record.ID
	seed := proof.NewSeed()
	w.Do(agent, id, machine, "commit_draw", act.CommitDraw{Commitment: seed.Commit(id)})
	w.Commissioned(callID)
	for _, step := range []struct {
		name  string
		event lifecycle.Event
		in    any
	}{
		{"seal", "seal_commission", act.Seal{Independent: true}},
		{"draw", "draw_panels", act.DrawPanels{Seed: seed.String()}},
		{"adopt", "adopt_panels", act.Adopt{Version: 1}},
	} {
		begun, here, there := time.Now(), processor(b, os.Getpid()), backends(b, w)
		w.Do(agent, id, machine, step.event, step.in)
		b.ReportMetric(time.Since(begun).Seconds(), step.name+"-s")
		b.ReportMetric(processor(b, os.Getpid())-here, step.name+"-cpu-s")
		b.ReportMetric(backends(b, w)-there, step.name+"-db-cpu-s")
	}
	if n := len(w.Reviews("bench-app-2")); n != 5 {
		b.Fatalf("%d were invited", n)
	}
}

// backends is the processor time of the database's processes for this bureau, in
// seconds: on a machine that others use as well, waiting says little.
func backends(b *testing.B, w *bureautest.World) float64 {
	b.Helper()
	rows, err := w.Pool.Query(b.Context(), "select pid from pg_stat_activity where datname = current_database()")
	if err != nil {
		b.Fatal(err)
	}
	pids, err := pgx.CollectRows(rows, pgx.RowTo[int])
	if err != nil {
		b.Fatal(err)
	}
	sum := 0.0
	for _, pid := range pids {
		sum += processor(b, pid)
	}
	return sum
}

// processor is the processor time of a process, in seconds; 0 where the system does not tell.
func processor(b *testing.B, pid int) float64 {
	b.Helper()
	const ticks = 100 // a second, on Linux
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(raw[bytes.LastIndexByte(raw, ')')+1:]))
	sum := 0.0
	for _, f := range fields[11:13] { // utime, stime
		n, err := strconv.ParseFloat(f, 64)
		if err != nil {
			b.Fatal(err)
		}
		sum += n / ticks
	}
	return sum
}
