import type { RouteRecordRaw } from 'vue-router';

/** Where a page stands in the navigation. */
export type Section = 'daily' | 'setup' | 'people' | 'server';

export interface NavEntry {
  /** Key of its word. */
  label: string;
  to: string;
  icon: string;
  section: Section;
  order: number;
  /** The right without which it is not shown. */
  permission?: string;
  /** Among the few of the phone's bottom bar. */
  bottom?: boolean;
}

/**
 * A part of the dashboard: one folder below `features` with its pages, its words in every language and this declaration
 * as the default export of its `index.ts`. Adding the folder adds the part.
 */
export interface Feature {
  routes: RouteRecordRaw[];
  nav?: NavEntry[];
}
