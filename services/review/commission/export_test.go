package commission

import "yanlu/services/review/assign"

// Solution is what the solver made of a plan changed by hand, with what it cost.
func (b *Batch) Solution(from Plan) (*assign.Result, error) {
	s, err := b.solver(b.pairs(), &from)
	if err != nil {
		return nil, err
	}
	return s.Solve()
}
