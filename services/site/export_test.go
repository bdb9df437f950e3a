package site

import "yanlu/services/lifecycle"

// PublicStates are the states of a project that the list of results shows.
func PublicStates() []string { return statesOf(running, passed, shortfall, ended) }

// PublicStatus is what the public is told of a state.
func PublicStatus(s lifecycle.State) string { return statusOf(s, "") }

// Lookups are the queries by which numbers are found, by kind.
func Lookups() map[string]string {
	out := map[string]string{}
	for _, p := range papers {
		out[p.kind] = p.find
	}
	return out
}
