package commission

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"yanlu/services/review/draw"
	"yanlu/services/review/draw/proof"
)

// beaconPrefix names the public value that is mixed into a draw: a number which
// the system drew when it was commissioned and committed to, and reveals at the seal.
const beaconPrefix = "yanlu/commission/number/1:"

// CommitNumber is what the system publishes of its number at once; hex. The
// commission is in it, so that one number cannot serve two.
func CommitNumber(commission string, number []byte) string {
	h := sha256.New()
	for _, part := range [][]byte{[]byte(beaconPrefix), []byte(commission), number} {
		fmt.Fprintf(h, "%d:", len(part))
		h.Write(part)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Pseudonyms numbers ids in an order that only the holder of the salt can know:
// A-0001 and so on, for the prefix A.
func Pseudonyms(prefix string, salt []byte, ids []string) map[string]string {
	key := func(id string) string {
		m := hmac.New(sha256.New, salt)
		m.Write([]byte(prefix + id))
		return string(m.Sum(nil))
	}
	sorted := slices.Clone(ids)
	slices.SortFunc(sorted, func(a, b string) int { return strings.Compare(key(a), key(b)) })
	out := make(map[string]string, len(ids))
	for i, id := range slices.Compact(sorted) {
		out[id] = fmt.Sprintf("%s-%04d", prefix, i+1)
	}
	return out
}

// rounds of the simulation that states chances: 2,000 are a margin of 2.2
// points, 500 of 4.4. A great batch has fewer, so that nobody waits long for the seal.
func rounds(applications int) int {
	const least, most, panels = 500, 2_000, 300_000
	return min(max(panels/max(applications, 1), least), most)
}

// Public is the batch of a draw as everybody may read it: pseudonyms only, and
// of an exclusion no more than that there is one.
func (b *Batch) Public(d Drawing, sealed time.Time, units map[string]string) draw.Batch {
	out := draw.Batch{
		ID: b.ID, Code: draw.Code, Beacon: beaconPrefix + d.System, ClosesAt: sealed,
		Commitment: proof.Commitment{Hash: d.Agency, PublishedAt: *d.AgencyAt},
		Rule:       draw.Rule{OrgMax: b.Law.SameMax, Backup: b.Backup, Rounds: rounds(len(b.Applications))},
	}
	for _, e := range b.Pool {
		orgs := make([]string, 0, len(e.Orgs))
		for _, o := range e.Orgs {
			orgs = append(orgs, units[o])
		}
		out.Pool = append(out.Pool, draw.Expert{ID: e.Pseudonym, Kinds: e.drawnAs(), Orgs: orgs, Load: max(e.Limit, 0)})
	}
	for _, a := range b.Applications {
		x := draw.Application{ID: a.Pseudonym, Seats: a.Seats, Quotas: b.Law.Mix.Quotas(a.Seats)}
		for _, e := range b.Pool {
			if b.Excluded(a.ID, e.ID) {
				x.Excluded = append(x.Excluded, draw.Exclusion{Expert: e.Pseudonym, Ground: "excluded"})
			}
		}
		out.Applications = append(out.Applications, x)
	}
	return out
}

// Drawn turns what the lots decided back into seats of people.
func (b *Batch) Drawn(panels []draw.Seated) Plan {
	person, application := map[string]string{}, map[string]string{}
	for _, e := range b.Pool {
		person[e.Pseudonym] = e.ID
	}
	for _, a := range b.Applications {
		application[a.Pseudonym] = a.ID
	}
	p := Plan{Method: ByDraw}
	for _, drawn := range panels {
		panel := Panel{Application: application[drawn.Application]}
		for seat, list := range map[string][]string{Member: drawn.Members, Reserve: drawn.Reserves} {
			for _, e := range list {
				panel.Seats = append(panel.Seats, Seat{Expert: person[e], Seat: seat, Expertise: b.Expertise(panel.Application, person[e])})
			}
		}
		panel.renumber()
		p.Panels = append(p.Panels, panel)
	}
	b.Judge(&p)
	return p
}

// Verify recomputes a draw from its public record alone: all that draw.Verify
// does, and that the number mixed in is the one that the system committed to.
func Verify(record []byte) (proof.Report, error) {
	report, err := draw.Verify(record)
	if err != nil {
		return report, err
	}
	committed, ours := strings.CutPrefix(report.Beacon, beaconPrefix)
	if !ours {
		return report, nil
	}
	number, err := hex.DecodeString(report.Value)
	if err != nil || CommitNumber(report.Batch, number) != committed {
		report.Find("NUMBER_NOT_COMMITTED", "reveal/beacon", "系统公布的随机数与其承诺不符", "The system's number is not the one it committed to")
	}
	return report, nil
}

// NumberCommitment is the commitment to the system's number in the name of a public value; empty when that is another value.
func NumberCommitment(beacon string) string {
	committed, ours := strings.CutPrefix(beacon, beaconPrefix)
	if !ours {
		return ""
	}
	return committed
}
