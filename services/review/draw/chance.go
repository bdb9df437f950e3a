package draw

import (
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"

	"yanlu/services/review/draw/proof"
)

// chances states how likely everybody is to sit before the seed is known: the
// whole batch is drawn Rule.Rounds times, each from a stream that anybody can
// key, by the batch hash and the number of the round, and seats are counted.
func (m *model) chances(batchHash string) (Chances, error) {
	if err := m.newHall().open(); err != nil {
		return Chances{}, err
	}
	counted, err := m.simulate(batchHash)
	if err != nil {
		return Chances{}, err
	}
	c := Chances{Margin: margin(m.batch.Rule.Rounds)}
	for a, hits := range counted {
		c.Panels = append(c.Panels, Chance{Application: m.batch.Applications[a].ID, Hits: hits})
	}
	return c, nil
}

// margin is 1.96 standard errors of a share of one half, which is the greatest,
// counted in n rounds: in ten-thousandths, rounded up.
func margin(n int) int {
	const most = 9_800 // 1.96 × 1/2
	k := 0
	for k*k*n < most*most && k < most {
		k++
	}
	return k
}

// simulate counts by application how often each expert sits; no reserves are
// drawn. Rounds know nothing of one another, so they share the processors.
func (m *model) simulate(batchHash string) ([][]int, error) {
	var (
		next    atomic.Int64
		workers sync.WaitGroup
		mu      sync.Mutex
		first   = m.batch.Rule.Rounds // the first round that failed
		failed  error
	)
	total := m.grid()
	for range min(runtime.GOMAXPROCS(0), m.batch.Rule.Rounds) {
		workers.Go(func() {
			h, mine := m.newHall(), m.grid()
			for round := int(next.Add(1)); round <= m.batch.Rule.Rounds; round = int(next.Add(1)) {
				err := h.round(batchHash, round, mine)
				if m.tell != nil {
					m.tell(round, m.batch.Rule.Rounds)
				}
				if err != nil {
					mu.Lock()
					if round <= first {
						first, failed = round, err
					}
					mu.Unlock()
					return
				}
			}
			mu.Lock()
			defer mu.Unlock()
			for a, hits := range mine {
				for e, n := range hits {
					total[a][e] += n
				}
			}
		})
	}
	workers.Wait()
	return total, failed
}

// grid is a count of zero for each application and expert.
func (m *model) grid() [][]int {
	g := make([][]int, len(m.boards))
	for a := range g {
		g[a] = make([]int, len(m.people))
	}
	return g
}

func (h *hall) round(batchHash string, n int, count [][]int) error {
	key := proof.Digest("yanlu/draw/chance/2", []byte(batchHash), []byte(strconv.Itoa(n)))
	if _, err := h.panels(proof.NewStream(key)); err != nil {
		return err
	}
	for a, seated := range h.seated {
		for _, e := range seated {
			count[a][e]++
		}
	}
	return nil
}
