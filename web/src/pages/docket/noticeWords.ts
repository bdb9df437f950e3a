/** What a notice says above its item unless other words are drafted; the same as the server’s (award.NoticeWords). */
export const NOTICE_WORDS = "经形式审查、专家评审和会议研究，下列项目拟予立项，现予公示，接受社会监督。";
