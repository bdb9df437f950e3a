package policy

import (
	"time"
	_ "time/tzdata" // the zone must be known on machines without a zone database
)

// Shanghai is the zone in which deadlines are stated and shown.
var Shanghai = mustLoad("Asia/Shanghai")

var shanghai = Shanghai

func mustLoad(name string) *time.Location {
	loc, err := time.LoadLocation(name)
	if err != nil {
		panic(err) // the zone database is linked in
	}
	return loc
}
