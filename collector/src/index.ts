export { type Api, type AppParts, type AssetFolders, createApp } from './app.ts';
export type { Collector, StartOptions } from './collector.ts';
export { type Config, ConfigError, readConfig, settingsTable } from './config.ts';
export type { CheckName, Finding } from './diagnosis/checks/index.ts';
export type { RecentEvent } from './recent-events.ts';
export { type ComposeTagOptions, composeExperiments, composeTag, type TagSettings } from './serve/compose-tag.ts';
export { defaultSiteSettings, type Site, type SiteSettings } from './sites/site.ts';
export { startCollector } from './start-collector.ts';
