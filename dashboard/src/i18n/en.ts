import { collect } from './collect';
import common from './common.en';

export default collect(common, import.meta.glob('../features/*/en.ts', { eager: true }));
