/** What the server tells, as the REST contract shapes it. */
export interface Me { id: string; username: string; role: string; permissions: string[]; language?: string }
export interface Device {
  id: string; name: string; online: boolean; transport?: string | null; board?: string | null; firmware?: string | null;
  last_seen?: string | null; status?: Record<string, unknown> | null; groups: string[]; assistant_id?: string | null;
  owner_id?: string | null; created_at?: string; kind?: string | null; address?: string | null; language?: string | null;
}
export interface Group { id: string; name: string; description?: string; device_count?: number; created_at?: string }
export interface Tool { name: string; description?: string; input_schema: JsonSchema; audience?: string }
export interface JsonSchema {
  type?: string | string[]; title?: string; description?: string; default?: unknown; enum?: unknown[]; minimum?: number; maximum?: number;
  properties?: Record<string, JsonSchema>; required?: string[]; items?: JsonSchema;
}
export interface Command {
  command_id: string; command: string; parameters?: Record<string, unknown>; state: string; attempts?: number; created_at?: string;
  finished_at?: string | null; result?: unknown; error?: string | null;
}
export interface Stage { name: string; start_ms: number; end_ms: number }
export interface Turn {
  id: string; at: string; outcome: string; heard: string; said: string; error?: string | null; language?: string | null;
  stages: Stage[]; total_ms?: number | null; server_ms?: number | null; heard_audio?: string | null; said_audio?: string | null;
  providers?: Record<string, string>;
}
export interface Conversation {
  id: string; device_id: string; device_name?: string | null; started_at: string; last_at: string; turn_count: number; preview?: string | null;
  transport?: string | null; ended?: string | null; turns?: Turn[];
}
export interface Assistant {
  id: string; name: string; prompt: string; language: string; greeting?: string; voice?: string | null; is_default: boolean;
  updated_at?: string; device_count?: number;
}
export type ProviderUse = 'recognition' | 'chat' | 'speech';
export interface Provider {
  id: string; name: string; kind: string; base_url: string; has_key: boolean; uses: ProviderUse[]; chat_model?: string | null;
  recognition_model?: string | null; speech_model?: string | null; voice?: string | null; language?: string | null; timeout_seconds: number;
  enabled: boolean; position: number; health?: ProviderHealth[]; source?: string;
}
export interface ProviderHealth { stage: string; state: 'working' | 'resting' | 'on_trial'; failures: number; last_failure?: string }
export interface ProviderTest { use: ProviderUse; ok: boolean; latency_ms: number; answer?: string; error?: string; kind?: string; advice?: string }
export interface User { id: string; username: string; role: string; disabled?: boolean; created_at?: string; last_login?: string | null }
export interface ApiKey { id: string; name: string; scopes: string[]; created_at: string; expires_at?: string | null; last_used_at?: string | null; prefix?: string; key?: string }
export interface AuditEntry { id: string; at: string; actor: { kind: string; id: string; name: string; address: string }; action: string; subject: string; details: Record<string, string> }
export interface LiveEvent { id: string; type: string; at: string; device_id?: string; data: Record<string, unknown> }
export interface Check { name: string; status: 'good' | 'warning' | 'bad'; message: string; advice?: string }
export interface Overview {
  version: string; started_at: string; devices: { total: number; online: number; talking: number; waiting: number };
  turns: { today: number; failed: number; cut: number }; latency: { p50_ms: number | null; p95_ms: number | null; server_p50_ms: number | null; server_p99_ms: number | null };
  series: { at: string; turns: number; failed: number; p50_ms: number | null; p95_ms: number | null; online: number }[];
  firmware: { version: string; count: number }[]; attention: Attention[];
}
export interface Attention { kind: string; severity: 'info' | 'warning' | 'bad'; subject?: string; values?: Record<string, string | number>; to?: string }
