// Package faulttest holds the tests that break something while projects are
// carried: the relay, the worker, the engine, either database.
//
// They run on a real PostgreSQL and the real engine (bin/yanlu-engine, which
// `make build` makes). Each ends with the record verified: nothing acknowledged
// is lost, nothing happens twice, everything due is carried in the end.
package faulttest
