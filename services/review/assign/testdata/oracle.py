#!/usr/bin/env python3
"""Solves the instances of oracle_test.go with HiGHS and writes oracle.json.

Run it with python3-scipy after `go test -run TestOracle -write` has written
instances.json; both are needed only when the instances change.
"""
import json
import pathlib

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_matrix

here = pathlib.Path(__file__).parent
answers = []
for case in json.loads((here / "instances.json").read_text()):
    scores = case["scores"]
    pairs = [(i, j) for i, row in enumerate(scores) for j, s in enumerate(row) if s is not None]
    rows, low, high, entries = 0, [], [], []

    def limit(members, least, most):
        global rows
        entries.extend((rows, k) for k in members)
        low.append(least)
        high.append(most)
        rows += 1

    at = {}
    for k, (i, j) in enumerate(pairs):
        at.setdefault(("p", i), []).append(k)
        at.setdefault(("r", j), []).append(k)
        at.setdefault(("o", i, case["organisation"][j]), []).append(k)
    for i, d in enumerate(case["demand"]):
        limit(at.get(("p", i), []), d, d)
        for q in case["quotas"][i]:
            members = [k for k in at.get(("p", i), []) if case["kinds"][pairs[k][1]] & q["Kinds"]]
            limit(members, q["Min"], q["Max"] if q["Max"] >= 0 else d)
    for j, u in enumerate(case["upper"]):
        limit(at.get(("r", j), []), case["lower"][j], u)
    for key, members in at.items():
        if key[0] == "o" and case["same_max"]:
            limit(members, 0, case["same_max"])
    row, column = zip(*entries)
    matrix = coo_matrix((np.ones(len(entries)), (row, column)), shape=(rows, len(pairs)))
    cost = [-scores[i][j] for i, j in pairs]
    found = milp(cost, constraints=LinearConstraint(matrix.tocsr(), low, high), integrality=np.ones(len(pairs)),
                 bounds=Bounds(0, 1), options={"mip_rel_gap": 0})
    total = None
    if found.status == 0:
        total = sum(scores[i][j] for (i, j), x in zip(pairs, found.x) if x > 0.5)
    elif found.status != 2:
        raise SystemExit(f"seed {case['seed']}: {found.message}")
    answers.append({"seed": case["seed"], "total": total})
(here / "oracle.json").write_text("[\n" + ",\n".join(json.dumps(a) for a in answers) + "\n]\n")
