/** The parts of Element Plus that the pages use, each with its own styles. Nothing else of it is bundled. */
import 'element-plus/es/components/dialog/style/css';
import 'element-plus/es/components/message/style/css';
import 'element-plus/es/components/select/style/css';
import 'element-plus/es/components/option/style/css';
import 'element-plus/es/components/slider/style/css';
import 'element-plus/es/components/switch/style/css';
import 'element-plus/es/components/input-number/style/css';
import 'element-plus/theme-chalk/dark/css-vars.css';

export { ElConfigProvider, ElDialog, ElInputNumber, ElMessage, ElOption, ElSelect, ElSlider, ElSwitch } from 'element-plus';
