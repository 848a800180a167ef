import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from '@/app/App.vue';
import { router } from '@/app/router';
import { i18n, preferredLanguage, speak } from '@/i18n';
import '@/ui/element';
import '@/ui/theme.css';
import '@/ui/base.css';

await speak(preferredLanguage(), false);
createApp(App).use(createPinia()).use(i18n).use(router).mount('#app');
