package act

import (
	"context"

	"yanlu/services/docket"
	"yanlu/services/lifecycle"
	"yanlu/services/platform/progress"
	"yanlu/services/review/commission"
	"yanlu/services/review/commission/screen"
)

// Stages of long acts that are counted here; package commission names those of its own.
const (
	reading = "read"
	drawing = "draw"
	writing = "write"
)

// stage makes one with its part of the waiting, estimated from the figures in docs/performance.md.
func stage(code, zh, en string, share int) progress.Stage {
	return progress.Stage{Code: code, Zh: zh, En: en, Share: share}
}

var committing = stage(progress.Commit, "提交", "Commit", 2)

// matched are the stages of an act that has panels matched.
var matched = []progress.Stage{
	stage(reading, "读取封存内容", "Read what was sealed", 8), stage(commission.Weighed, "计算匹配度", "Match", 35), stage(commission.Solved, "求解", "Solve", 25),
	stage(commission.Raised, "照顾匹配最差的项目", "Raise the worst-off", 15), stage(commission.Reserved, "安排备选专家", "Find reserves", 10), stage(writing, "写入", "Write", 5), committing,
}

// stages of every act that may take long, in order.
var stages = map[lifecycle.Event][]progress.Stage{
	"seal_commission": {
		stage(reading, "读取名册", "Read the registers", 12), stage(screen.Screening, "筛查回避", "Screen conflicts", 8), stage(commission.Chanced, "模拟入选机会", "Simulate chances", 70),
		stage(writing, "写入", "Write", 8), committing,
	},
	"draw_panels": {
		stage(reading, "读取封存内容", "Read what was sealed", 8), stage(drawing, "抽取", "Draw", 30), stage(commission.Weighed, "计算匹配度", "Match", 50), stage(writing, "写入", "Write", 10), committing,
	},
	"propose_panels": matched,
	"adjust_panels":  matched,
	"restore_plan": {
		stage(reading, "读取封存内容", "Read what was sealed", 10), stage(commission.Weighed, "计算匹配度", "Match", 78), stage(writing, "写入", "Write", 10), committing,
	},
	"adopt_panels": {
		stage(reading, "读取封存内容", "Read what was sealed", 3), stage(commission.Weighed, "计算匹配度", "Match", 15), stage(screen.Screening, "复核回避", "Check conflicts again", 5),
		stage(progress.Companions, "发出邀请", "Invite", 75), committing,
	},
	"hand_over": {stage(reading, "核对评审结果", "Check the results", 10), stage(progress.Companions, "移交", "Hand over", 85), committing},
}

// told lets a rule tell how far it has come, from when the law has let it begin.
func told(e lifecycle.Event, rule docket.Rule) docket.Rule {
	list, long := stages[e]
	if !long {
		return rule
	}
	return func(ctx context.Context, a *docket.Act) error {
		progress.Begin(ctx, string(e), list)
		return rule(ctx, a)
	}
}
