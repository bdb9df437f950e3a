package act

import (
	"context"
	"time"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	programmestore "yanlu/services/programme/store"
	"yanlu/services/review"
)

// Clash is a review of somebody that conflicts by what is on file now.
type Clash struct {
	Agency   string // organisation that runs the review
	Title    string // of the application
	Evidence string // in Chinese
}

// Clashes screens somebody against every application of which they judge the
// running round: after their file has changed, the agency has to know.
func Clashes(ctx context.Context, q docket.Querier, book *programmestore.Book, person string, now time.Time) ([]Clash, error) {
	list, err := docket.Select(ctx, q, "where machine = 'review' and reviewer = $1 and state = any($2) order by opened_at, id",
		person, []lifecycle.State{lifecycle.ReviewInvited, lifecycle.ReviewAccepted, lifecycle.ReviewScored})
	if err != nil {
		return nil, err
	}
	var out []Clash
	for _, r := range list {
		project, err := docket.Get(ctx, q, r.Parties().Parent)
		if err != nil {
			return nil, err
		}
		var w review.Work
		if err := r.Section("review", &w); err != nil {
			return nil, err
		}
		if over, _ := gone(w, project); over != "" {
			continue
		}
		f, err := FrameOf(ctx, q, book, r, project)
		if err != nil {
			return nil, err
		}
		found, err := f.conflicts(ctx, q, []string{person}, now)
		if err != nil {
			return nil, err
		}
		if evidence := found[person]; evidence != "" {
			out = append(out, Clash{Agency: r.Parties().AgencyOrg, Title: project.Parties().Title, Evidence: evidence})
		}
	}
	return out, nil
}
