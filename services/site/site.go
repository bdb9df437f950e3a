// Package site is what anybody may read: the first page, results, the check of a
// number, feeds, and every public page as plain HTML for readers without script.
//
// It guarantees that nothing is shown that a visitor without an account could not
// ask the API for. It refuses to know who is asking.
package site

import (
	"github.com/jackc/pgx/v5/pgxpool"

	awardv1 "yanlu/proto/gen/yanlu/award/v1"
	programmev1 "yanlu/proto/gen/yanlu/programme/v1"
	sitev1 "yanlu/proto/gen/yanlu/site/v1"
)

// Server serves SiteService; pages and feeds are made from the same answers.
type Server struct {
	Pool      *pgxpool.Pool
	Programme programmev1.ProgrammeServiceServer
	Award     awardv1.AwardServiceServer
	sitev1.UnimplementedSiteServiceServer
}
