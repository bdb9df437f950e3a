package assign

import (
	"fmt"
	"testing"
	"time"
)

func hash(a, b, c uint64) uint64 {
	x := a*0x9E3779B97F4A7C15 ^ b*0xC2B2AE3D27D4EB4F ^ c*0x165667B19E3779F9
	x ^= x >> 31
	x *= 0xBF58476D1CE4E5B9
	x ^= x >> 29
	x *= 0x94D049BB133111EB
	return x ^ x>>32
}

const SW = 6
const WI = 16

func TestTmp(t *testing.T) {
	for _, q := range []bool{false} {
		for _, sz := range [][2]int{{118, 177}, {2623, 1373}, {5062, 2840}} {
			n, m := sz[0], sz[1]
			topics := 30
			pv := make([][4]int32, n)
			pt := make([][4]int, n)
			rv := make([][]int32, m)
			for j := range m {
				rv[j] = make([]int32, topics)
				for k := range 4 {
					h := hash(1, uint64(j), uint64(k))
					rv[j][h%uint64(topics)] += int32(h >> 40 % 1000)
				}
			}
			for i := range n {
				for k := range 4 {
					h := hash(2, uint64(i), uint64(k))
					pt[i][k] = int(h % uint64(topics))
					pv[i][k] = int32(h >> 40 % 1000)
				}
			}
			dense := make([]int32, n*m)
			for i := range n {
				for j := range m {
					x := int64(0)
					for k := range 4 {
						x += int64(pv[i][k]) * int64(rv[j][pt[i][k]])
					}
					v := x*100 + int64(hash(3, uint64(i), uint64(j))%300000000)
					if v > 1000000000 {
						v = 1000000000
					}
					if q {
						v = v / 250000000 * 250000000
					}
					dense[i*m+j] = int32(v)
				}
			}
			in := Instance{Row: func(i int, into []int64) {
				r := dense[i*m : (i+1)*m]
				for j := range into {
					into[j] = int64(r[j])
				}
			}}
			for range n {
				in.Demand = append(in.Demand, 3)
			}
			for j := range m {
				in.Upper = append(in.Upper, min(6+int(hash(9, uint64(j), 0)%2)+n/16000*2, 99))
				in.Lower = append(in.Lower, 2)
				in.Organisation = append(in.Organisation, int(hash(4, uint64(j), 0)%uint64(m/5)))
			}
			in.SameMax = 1
			t0 := time.Now()
			s, err := NewSolver(in, Effort{})
			if err != nil {
				t.Fatal(err)
			}
			s.settle(nil, nil)
			s.open()
			for i := range n {
				s.guess(i)
			}
			for r := range 5 {
				a := time.Now()
				s.tune(SW)
				b := time.Now()
				for i := range n {
					s.guess(i)
				}
				s.first = make([]int32, n+1)
				k := s.improve()
				fmt.Println("tune", r, b.Sub(a), k)
				if k < n/2 {
					break
				}
			}
			for i := range n {
				s.guess(i)
			}
			s.widen(WI, 12)
			for i := range n {
				s.guess(i)
			}

			t1 := time.Now()
			for r := 0; ; r++ {
				a := time.Now()
				s.layout()
				s.net.build(len(s.pot), s.arcs, s.pot, s.supply)
				ex := s.net.remaining()
				b := time.Now()
				s.net.searches = 0
				s.net.work = 0
				ok := s.net.solve()
				c := time.Now()
				s.read()
				k := s.improve()
				d := time.Now()
				fmt.Println(r, ok, "excess", ex, "searches", s.net.searches, "improving", k, "settled", s.net.work, "layout", b.Sub(a), "solve", c.Sub(b), "price", d.Sub(c))
				if k == 0 {
					break
				}
				if k > n/4 {
					s.tune(SW)
					for i := range n {
						s.guess(i)
					}
				} else {
					for i := range s.cand {
						if s.fresh[i] {
							s.guess(i)
						}
					}
				}
			}
			tot := int64(0)
			nc := 0
			for i := range s.cand {
				nc += len(s.cand[i])
				for _, c := range s.cand[i] {
					if c.on {
						tot += c.score
					}
				}
			}
			fmt.Println(q, n, m, "total", tot, "cand", nc, "open", t1.Sub(t0), "all", time.Since(t0))
		}
	}
}
