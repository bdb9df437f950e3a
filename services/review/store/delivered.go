package store

// Delivered is the SQL condition that the bureau may know what the review r of the
// project p came to (rev.agency.separation): its round is closed and its result was
// handed over, or it belongs to an earlier round that had a result, since nobody
// goes on from one that was not handed over.
const Delivered = `(case when (r.facts #>> '{review,round}')::int < (p.facts #>> '{review,round}')::int
	then p.facts #>> array['review', 'rounds', r.facts #>> '{review,round}', 'aggregate'] is not null else ` + ResultDelivered + ` end)`

// ResultDelivered is the SQL condition that the bureau may know the result of the project p.
const ResultDelivered = `(p.facts #>> '{review,closed_at}' is not null and (p.facts #>> '{review,commission}' is null or p.facts #>> '{review,handed_over_at}' is not null))`
