import type { components } from './contract.gen';

/** What the server tells, as the contract shapes it. The contract is the only source of these types. */
type Schemas = components['schemas'];

export type Me = Schemas['Me'];
export type Login = Schemas['Login'];
export type Session = Schemas['Session'];
export type OidcMethod = Schemas['OidcMethod'];
export type User = Schemas['User'];
export type ApiKey = Schemas['ApiKey'];
export type MadeApiKey = Schemas['MadeApiKey'];
export type Device = Schemas['Device'];
export type Activation = Schemas['Activation'];
export type BulkOutcome = Schemas['BulkOutcome'];
export type Group = Schemas['Group'];
export type ToolOutcome = Schemas['ToolOutcome'];
export type AuditEntry = Schemas['AuditEntry'];
export type Setting = Schemas['Setting'];
export type Overview = Schemas['Overview'];
export type SystemHealth = Schemas['SystemHealth'];
export type Check = Schemas['Check'];
export type Address = Schemas['Address'];
export type VirtualDevice = Schemas['VirtualDevice'];
export type Conversation = Schemas['Conversation'];
export type WholeConversation = Schemas['WholeConversation'];
export type Turn = Schemas['Turn'];
export type Stage = Schemas['TurnStage'];
export type Assistant = Schemas['Assistant'];
export type Provider = Schemas['Provider'];
export type ProviderUse = Schemas['ProviderUse'];
export type ProviderTest = Schemas['ProviderTestResult'];

/** A tool's arguments are described by JSON Schema, of which the contract says no more. */
export interface JsonSchema {
  type?: string | string[];
  title?: string;
  description?: string;
  default?: unknown;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
}
export type Tool = Omit<Schemas['Tool'], 'input_schema'> & { input_schema: JsonSchema };

/** What comes over the event stream, and what came before. */
export type LiveEvent = Schemas['Event'];
