// Marks everything unread as read, page by page: what is laid before its reader counts as read.

import { dockets } from "../../api/client/docket";

const PAGE_SIZE = 200;
/** So many pages at most: more than anybody has, and an end in any case. */
const PAGES = 50;

export async function markAllRead(): Promise<void> {
  for (let page = 0; page < PAGES; page += 1) {
    const { items } = await dockets.listNotifications({ pageSize: PAGE_SIZE, unread: true, markRead: true });
    if (items.length < PAGE_SIZE) return;
  }
}
