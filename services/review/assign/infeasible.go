package assign

type ObstacleKind string

const (
	KeptForbidden    ObstacleKind = "KEPT_FORBIDDEN"
	KeptDemand       ObstacleKind = "KEPT_DEMAND"
	KeptLoad         ObstacleKind = "KEPT_LOAD"
	KeptOrganisation ObstacleKind = "KEPT_ORGANISATION"
)

type Obstacle struct {
	Kind                                ObstacleKind
	Proposals, Reviewers, Organisations []int
}
