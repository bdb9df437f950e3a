// Words of the inbox.

import type { Words } from "../../i18n/words";

export const words = {
  title: ["通知", "Notifications"],
  unreadCount: ["{{count}} 条未读", "{{count}} unread"],
  allRead: ["全部已读", "All read"],
  show: ["显示", "Show"],
  all: ["全部", "All"],
  unread: ["仅未读", "Unread"],
  markAll: ["全部标为已读", "Mark all as read"],
  marked: ["已标为已读", "Marked as read"],
  noneUnread: ["没有未读通知", "Nothing unread"],
  none: ["还没有通知", "No notifications yet"],
  noneHint: ["与您有关的事项有进展时，会在这里和右上角的铃铛处提醒。", "When something of yours moves on, it is told here and by the bell."],
  from: ["{{who}} 发来的消息", "Message from {{who}}"],
  isUnread: ["未读", "Unread"],
  toQueue: ["查看我的待办", "See my queue"],
  seeAll: ["查看全部通知", "See all"],
} satisfies Words;
