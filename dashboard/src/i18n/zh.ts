import { collect } from './collect';
import common from './common.zh';

export default collect(common, import.meta.glob('../features/*/zh.ts', { eager: true }));
