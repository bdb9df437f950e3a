package rpc

import (
	"context"
	"strings"

	"github.com/jackc/pgx/v5"

	reviewact "yanlu/services/review/act"
	"yanlu/services/review/pool/store"
)

// tellAgencies says to the agencies which running reviews of an expert conflict
// by the file as it is now; entry is the change in the history.
func (s *Server) tellAgencies(ctx context.Context, tx pgx.Tx, person, name string, entry int64) ([]news, error) {
	now := s.Door.Now()
	found, err := reviewact.Clashes(ctx, tx, s.Book, person, now)
	if err != nil {
		return nil, err
	}
	titles := map[string][]string{}
	for _, c := range found {
		titles[c.Agency] = append(titles[c.Agency], "《"+c.Title+"》（"+c.Evidence+"）")
	}
	var told []news
	for agency, list := range titles {
		people, err := store.AgencyPeople(ctx, tx, agency)
		if err != nil {
			return nil, err
		}
		all := strings.Join(list, "、")
		if err := store.Tell(ctx, tx, people, person, entry, now, "专家"+name+"的档案有变化，与正在评审的项目存在应回避情形，请登记回避："+all,
			"The file of "+name+" changed and now conflicts with reviews under way; record the recusal: "+all); err != nil {
			return nil, err
		}
		told = append(told, news{person, entry})
	}
	return told, nil
}
