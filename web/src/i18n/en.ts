// The portal's words in English; the type makes a missing one a compile error.

import type { Words } from "./zh";

export const en: Words = {
  product: "Yanlu",
  tagline: "Research projects, from need to archive",
  nav: {
    queue: "My queue", projects: "Projects", needs: "Needs", calls: "Calls", reviews: "Reviews", notices: "Public notices",
    objections: "Follow an objection", packs: "Rule packs", plan: "The plan", account: "Account", main: "Main navigation", open: "Open navigation", skip: "Skip to content",
  },
  auth: {
    joinExperts: "Register as an expert",
    title: "Sign in", login: "Login", password: "Password", signIn: "Sign in", signOut: "Sign out", needed: "Please sign in to see this page.",
    demo: "Demo accounts", demoHint: "Choose an account to fill in its login and password.", publicHint: "Calls and public notices can be read, and objections filed, without signing in.",
    changed: "The password was changed and other sessions ended.", oldPassword: "Old password", newPassword: "New password (at least 10 characters)", change: "Change password",
    roles: "Roles", who: "Signed in as",
  },
  common: {
    loading: "Loading", retry: "Try again", reload: "Load again", cancel: "Cancel", more: "Load more",
    first: "Back to the start", next: "Next page", search: "Title or number", state: "State", yes: "Yes", no: "No",
    add: "Add a row", remove: "Remove this row", unit: "10,000 CNY", optional: "Optional", language: "中文", languageLabel: "Switch to Chinese",
    notFound: "This page was not found", notFoundHint: "The address may be wrong, or the page has moved.", oldPage: "The portal was updated. Please load this page again.", brokenHint: "This page could not be shown. Load it again; if it stays so, tell the administrator.", empty: "Nothing matches.", title: "Title", who: "Who can help: {{who}}",
    failed: "Something went wrong", clear: "Clear filters", row: "Row {{n}}",
  },
  span: { day: "{{count}} d", hour: "{{count}} h", minute: "{{count}} min", second: "{{count}} s" },
  wait: {
    system: "The system acts when it is time", late: "Past the time limit",
    then: "then: {{what}}", waited: "Waiting for {{span}}", left: "{{span}} left", over: "{{span}} overdue", turn: "Waiting for: {{who}}",
    until: "Until {{time}} (Beijing time)",
  },
  queue: {
    title: "My queue", count: "{{count}} items, the longest wait first", emptyTitle: "Nothing waits for you",
    emptyHint: "New items appear here, and the bell tells you. Meanwhile you can:", seeCalls: "See the open calls", seeProjects: "See my projects", seeNotices: "See the public notices",
    seeNeeds: "Register a need", held: "{{count}} due acts could not be carried out by the system: see why",
  },
  list: {
    projects: "Projects", needs: "Needs", calls: "Calls", reviews: "Reviews", newApplication: "Start an application", newNeed: "Register a need", newCall: "Draft a call",
    filterState: "Filter by state", filterCall: "Only one call",
  },
  docket: {
    act: "Act", material: "Content", timeline: "Timeline", snapshots: "Snapshots", files: "Attachments", applications: "Applications", reviews: "Reviews",
    facts: "On file", noActions: "There is nothing you can do here now.", noActionsOver: "This matter is closed.",
    exceptional: "Exceptional", irreversible: "Cannot be undone", refusedHead: "Not possible now", parent: "Belongs to", relations: "You are",
    feedback: "Review feedback", aggregate: "Aggregate", ledger: "Ledger", rank: "Rank list", progress: "Progress of the review",
    conflict: "Declare a conflict of interest", notYet: "No content yet.", ofParent: "What is reviewed (snapshot at submission)",
    conflictHint: "You will no longer be able to act on this matter.", conflictGround: "Ground", conflictEvidence: "Explanation", conflictDone: "The conflict was recorded; you no longer take part.",
    objectionsHere: "Objections", readObjection: "Read objection {{number}}",
  },
  action: {
    confirmTitle: "{{what}}?", consequence: "“{{what}}” goes on record at once and cannot be undone by anybody, administrators included. Matter: {{title}}",
    confirmOk: "Yes, submit", done: "Done: {{what}}", receipt: "Receipt", receiptNumber: "Number", receiptSeq: "Event {{seq}}", receiptHash: "Proof",
    missing: "These points remain:", goTo: "Go there", unknown: "This version of the page does not know this action. Please reload.", stale: "The matter moved on while you were typing. The newest state is loaded and what you typed is kept; check it and submit again.",
    noFields: "Nothing to fill in: check and submit.", pick: "Choose", peopleHint: "People with a conflict of interest are left out.",
  },
  refusal: {
    required: "Please fill in “{{label}}”", money: "Enter an amount such as 50 or 12.5 (in 10,000 CNY)", precision: "Amounts are exact to 0.01 CNY (six digits after the point)", tooMuch: "The amount is larger than allowed",
    number: "Enter a whole number", decimal: "Enter a number such as 82.5", time: "Enter a time such as 2026-12-31 18:00:00", rows: "Every row must be complete",
  },
  rows: {
    field: "Part of the content", text: "What is wrong", whole: "The whole", name: "Target", value: "Value", unit: "Unit", organisation: "Organisation", role: "Role",
    points: "Points", comment: "Comment", total: "Total", pass: "Line for funding: {{pass}}", full: "of {{max}}", minComment: "The overall comment needs at least {{min}} characters",
  },
  draft: {
    saved: "Saved {{time}} · version {{version}}", never: "Not saved yet", saving: "Saving…", dirty: "Unsaved changes", failed: "Saving failed; the text is kept on this device and will be tried again", saveNow: "Save now",
    restored: "What you had not saved was restored.", mergedNote: "{{who}} changed at the same time: {{fields}}. Merged; your text is unchanged.",
    staleTitle: "Somebody changed this at the same time", staleHint: "{{who}} saved version {{version}} at {{time}}. You both changed the fields below: choose for each. Everything else was merged and nothing you typed is lost.",
    mine: "Keep mine", theirs: "Take theirs", apply: "Merge and save", blank: "(empty)", sections: "Sections", notStarted: "Not started", partial: "In progress", complete: "Complete",
    readOnly: "Read only: the content cannot be changed in this state.", onlyListed: "Only the fields that were pointed out may be changed.", check: "Check before submitting", checkOk: "No problem found: it can be submitted.", obstacles: "Eligibility", defects: "Missing or wrong",
    upload: "Upload a file", uploading: "Uploading…", uploaded: "{{name}} uploaded", uploadFailed: "Upload failed: {{why}}", from: "From", to: "To",
    someone: "Another author", clearFile: "Remove the file",
  },
  timeline: { system: "System", cause: "Rests on", body: "Content", snapshot: "Snapshot", hash: "Proof" },
  snapshot: { title: "(event {{seq}})", hint: "A snapshot never changes; review and decision rest on it.", hash: "SHA-256", none: "No snapshot yet.", },
  files: { none: "No attachments.", hash: "SHA-256" },
  calls: {
    title: "Calls", hint: "Published calls, readable without signing in.", window: "Window", cap: "Cap of one project", envelope: "Envelope", topics: "Topics of the plan", mode: "Organisation mode", funding: "Funding mode",
    apply: "Apply to this call", signInToApply: "Sign in to apply", none: "There is no published call now.", closesIn: "Closes in", notOpen: "Not open yet", drafts: "Calls being drafted and run", pack: "Rules", docket: "File of the call", opensIn: "Opens in", noLimit: "No limit",
  },
  notices: {
    title: "Public notices", hint: "During the notice anybody may object, without an account.", daysLeft: "{{count}} days left", ends: "Until {{time}}", paused: "The clock stands: an objection is open", none: "Nothing is on public notice now.",
    host: "Host", pi: "Principal investigator", amount: "Amount", call: "Call", period: "Notice period", object: "Object", over: "The notice is over", done: "Your objection was received", number: "Objection number", keep: "Keep this number: with it you can follow the objection at any time.", track: "Follow it",
    real: "Please give your real name and a contact; they are used for the inquiry only and not published.", anonymousHint: "An anonymous objection is taken up only with concrete evidence.",
  },
  track: { title: "Follow an objection", hint: "Enter the number you were given.", number: "Objection number", go: "Look up", status: "Status", filed: "Filed", answer: "Written answer", pending: "Not answered yet" },
  rank: { title: "Rank list", rank: "Rank", aggregate: "Aggregate", valid: "Valid scores", requested: "Requested", cumulative: "Cumulative", line: "Line", below: "Below the line", above: "Reached", envelope: "Envelope {{sum}} × 10,000 CNY", beyond: "Beyond the envelope", none: "No application has been reviewed yet.", },
  packs: {
    title: "Rule packs", hint: "A pack is one version of the rules. A call freezes the version it is published with.", practice: "Practice", effective: "From {{date}}", rules: "{{count}} rules", rule: "Rule", value: "Value", evidence: "Evidence",
    sourced: "Sourced", unverified: "Default (unverified)", default: "Default", note: "Rules marked “default” are unverified or written nowhere: they are settings of the system, not law, and every bureau may change them.", search: "Find a rule",
  },
  plan: {
    title: "The plan", bases: "Innovation bases", indicators: "Indicators", topics: "Topics", notes: "Where the plan contradicts itself", notesHint: "Both readings are shown as written; nothing is mended.", tier: "Tier", lead: "Lead", number: "No.", category: "Category", unit: "Unit", v2020: "2020", v2025: "Target 2025",
    line: "Line {{line}} of the text", a: "One place says", b: "Another says", advice: "Advice", items: "Content",
  },
  create: { application: "Start an application", need: "Register a need", call: "Draft a call", hintApplication: "This opens the file; the proposal is then filled in under “Content” and saved as you type.", hintNeed: "This opens the file; the form is filled in next.", hintCall: "Choose a template and a rule pack; the terms can be changed while drafting." },
  bell: { title: "Notifications", none: "No notifications.", unread: "{{count}} unread", open: "Open notifications" },
};
