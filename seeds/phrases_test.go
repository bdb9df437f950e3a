package seeds

import "testing"

func TestPhrasesCoverEveryTopic(t *testing.T) {
	list, err := Phrases()
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for _, p := range list {
		count[p.Topic]++
	}
	for topic := range topicForms {
		if count[topic] < 3 {
			t.Errorf("%d phrases about %s", count[topic], topic)
		}
	}
	if len(list) < 40 {
		t.Errorf("only %d phrases", len(list))
	}
}

func TestAPhraseIsAboutAFieldThatExists(t *testing.T) {
	for old, words := range map[string]string{
		"field: cover.term":                                 "has no field",
		"topic: need, field: need.budget":                   "has no field",
		"id: formal-title,":                                 "no id of its own",
		"topic: closure, field: closure_application.proofs": "no topic",
	} {
		by := map[string]string{
			"field: cover.term": "field: cover.nothing", "topic: need, field: need.budget": "topic: agreement, field: need.budget",
			"id: formal-title,": "id: formal-term,", "topic: closure, field: closure_application.proofs": "topic: weather, field: closure_application.proofs",
		}[old]
		_, err := readPhrases(altered(t, phrasesFile, old, by))
		wantFault(t, err, phrasesFile, 0, words)
	}
}
