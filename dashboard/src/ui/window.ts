import { computed, nextTick, onMounted, onScopeDispose, ref, watch, type Ref } from 'vue';

/** Fewer rows than this are all drawn: drawing them costs less than reckoning. */
const few = 120;
/** Rows drawn above and below what is seen, so that a quick scroll shows no gap. */
const margin = 20;

export interface RowWindow {
  first: Ref<number>;
  end: Ref<number>;
  /** Height of what is not drawn, in pixels. */
  above: Ref<number>;
  below: Ref<number>;
}

/**
 * Which rows of a long table are drawn: those that are seen, and some around them. The height of the others is reckoned
 * from the mean of the drawn ones.
 *
 * @param body the element whose children are the rows
 */
export function rowWindow(count: () => number, body: Ref<HTMLElement | undefined>): RowWindow {
  const seen = ref<[number, number]>([0, few]);
  const height = ref(44);
  const all = computed(() => count() <= few);
  const first = computed(() => (all.value ? 0 : Math.min(seen.value[0], Math.max(0, count() - few))));
  const end = computed(() => (all.value ? count() : Math.min(count(), Math.max(seen.value[1], first.value + 1))));
  let asked = false;

  function look(): void {
    asked = false;
    if (all.value || !body.value) return;
    const box = body.value.getBoundingClientRect();
    const drawn = end.value - first.value;
    const real = box.height - (first.value + count() - end.value) * height.value;
    if (drawn > 0 && real > 0 && Math.abs(real / drawn - height.value) > 1) height.value = real / drawn;
    const top = Math.floor(-box.top / height.value) - margin;
    const bottom = Math.ceil((innerHeight - box.top) / height.value) + margin;
    // Steps, so that a little scrolling changes nothing.
    const from = Math.max(0, Math.floor(top / 10) * 10);
    const to = Math.max(from + 1, Math.ceil(bottom / 10) * 10);
    if (from !== seen.value[0] || to !== seen.value[1]) seen.value = [from, to];
  }
  function soon(): void {
    if (asked) return;
    asked = true;
    requestAnimationFrame(look);
  }

  onMounted(() => {
    addEventListener('scroll', soon, { passive: true });
    addEventListener('resize', soon, { passive: true });
    soon();
  });
  onScopeDispose(() => {
    removeEventListener('scroll', soon);
    removeEventListener('resize', soon);
  });
  watch(count, () => void nextTick(soon));

  return { first, end, above: computed(() => first.value * height.value), below: computed(() => (count() - end.value) * height.value) };
}
