// Version numbers of the conversations in this folder, and the rule for raising them.
//
// A number is raised when a side that does not know of the change would misread what it receives.
// Adding an optional field or a message that the other side may ignore does not raise it.
// Two sides that differ by at most one version must still understand each other: a loader that sits
// in a browser's cache, or a tab that stays open through a deployment, is always one version behind.

/** Host - frame. Also the number in the address `/frame/v1/` used by npm installations. */
export const LINK_VERSION = 1;

/** Frame - chat server. */
export const SERVER_VERSION = 1;

/** Agent client - chat server. */
export const AGENT_VERSION = 1;

/** Frame - frames of other tabs. Tabs of versions that do not fit have a way to the server each. */
export const TABS_VERSION = 1;

/** Frame - its own later self. An older state is upgraded, a newer one is ignored. */
export const STATE_VERSION = 1;

/** Whether two sides of one conversation may talk to each other. */
export const versionsFit = (mine: number, theirs: number): boolean => Math.abs(mine - theirs) <= 1;
