package bench

var profile = func(bool) {}
