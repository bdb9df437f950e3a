package lifecycle

// LobbyMachine is the life of an undue influence contact that somebody recorded: 请托登记.
// Nobody stands in relation to it but whoever wrote it and those who watch.
const LobbyMachine Machine = "lobby"

// States of a recorded contact.
const (
	LobbyRecorded State = "RECORDED"
	LobbyTaken    State = "TAKEN_UP"
	LobbyClosed   State = "CLOSED"
)

// LobbyWriters are the roles that record a contact: whoever reviews, runs a review or decides on it.
var LobbyWriters = by(Reviewer, Agency, Officer, Director, PartyGroup, LeadingGroup, Finance)

// Lobby is the law of the register of undue influence contacts.
var Lobby = Law{
	Machine: LobbyMachine, Zh: "请托登记", En: "Undue influence contact", Initial: LobbyRecorded,
	Standings: []Standing{
		{LobbyRecorded, "已登记", "Recorded", false, by(Discipline)},
		{LobbyTaken, "核查中", "Being looked into", false, by(Discipline)},
		{LobbyClosed, "已办结", "Closed", true, nil},
	},
	Transitions: []Transition{
		{None, Create, LobbyRecorded, LobbyWriters, Normal, "rev.lobby", "who, when, how, what was asked and answered; final once sent"},
		{LobbyRecorded, "remind_lobby", LobbyRecorded, by(System), Exceptional, "rev.lobby.take_up_wd", "nobody took it up in time"},
		{LobbyRecorded, "take_up_lobby", LobbyTaken, by(Discipline), Normal, "rev.lobby", "not by its writer"},
		{LobbyTaken, "note_lobby", LobbyTaken, by(Discipline), Normal, "rev.lobby", ""},
		{LobbyTaken, "close_lobby", LobbyClosed, by(Discipline), Normal, "rev.lobby", "outcome and reason; the writer is told that it was dealt with"},
	},
	Labels: map[Event]Label{
		Create: {"登记请托", "Record the contact"}, "remind_lobby": {"逾期未受理", "Not taken up in time"}, "take_up_lobby": {"受理核查", "Take up"},
		"note_lobby": {"核查记录", "Add a note"}, "close_lobby": {"办结", "Close"},
	},
}
