import type { DeviceFirmware } from '@/api/model';
import { t } from '@/i18n';

/** What happens at a device's next start, in a few words. */
export function stateOf(device: DeviceFirmware): string {
  return t(`firmware.states.${device.state === 'offered' && device.force ? 'force' : device.state}`, { version: device.version ?? '' });
}

export function kindOf(device: DeviceFirmware): 'good' | 'warn' | 'bad' | 'off' | 'live' {
  switch (device.state) {
    case 'offered': return 'live';
    case 'up_to_date': return 'good';
    case 'no_target': case 'not_bound': case 'runs_newer': return 'off';
    case 'file_missing': return 'bad';
    default: return 'warn';
  }
}
