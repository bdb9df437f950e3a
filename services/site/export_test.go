package site

// PublicStates are the states of a project that the list of results shows.
func PublicStates() []string { return statesOf(running, passed, shortfall, ended) }
