import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { shortClock } from '@/lib/format';

/** The library and each type of chart are loaded when the first of it is drawn. */
export type ChartKind = 'line' | 'bar';

export interface Series { name: string; values: (number | null)[]; colour: 1 | 2 | 3 | 4 | 5; area?: boolean; stack?: string }
export interface Draw { at: string[]; series: Series[]; unit?: string; category?: boolean }

const kinds: Record<ChartKind, () => Promise<unknown>> = {
  line: () => import('echarts/charts').then(({ LineChart }) => use(LineChart)),
  bar: () => import('echarts/charts').then(({ BarChart }) => use(BarChart)),
};

use([GridComponent, TooltipComponent, LegendComponent, CanvasRenderer]);

const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** A value whose neighbours are missing makes no line; a dot shows it. */
const alone = (values: (number | null)[]) => (_value: unknown, { dataIndex }: { dataIndex: number }) => (values[dataIndex - 1] == null && values[dataIndex + 1] == null ? 6 : 0);

function option(kind: ChartKind, data: Draw): EChartsCoreOption {
  const ink = colour('--ink-3');
  return {
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: ink },
    grid: { left: 8, right: 12, top: data.series.length > 1 ? 32 : 12, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    legend: { show: data.series.length > 1, top: 0, left: 0, icon: 'roundRect', itemWidth: 10, itemHeight: 10, textStyle: { color: colour('--ink-2') } },
    tooltip: {
      trigger: 'axis', renderMode: 'richText', backgroundColor: colour('--surface'), borderColor: colour('--line-2'),
      textStyle: { color: colour('--ink') }, valueFormatter: (value: unknown) => (value === null || value === undefined ? '–' : `${Math.round(Number(value) * 10) / 10}${data.unit ? ` ${data.unit}` : ''}`),
    },
    xAxis: {
      type: 'category', data: data.category ? data.at : data.at.map(shortClock), axisTick: { show: false },
      axisLine: { lineStyle: { color: colour('--line-2') } }, axisLabel: { color: ink, hideOverlap: true },
    },
    yAxis: { type: 'value', minInterval: data.unit ? 0 : 1, splitNumber: 3, splitLine: { lineStyle: { color: colour('--line') } }, axisLabel: { color: ink } },
    series: data.series.map((series) => ({
      type: kind, name: series.name, data: series.values, stack: series.stack, connectNulls: false, showSymbol: true, showAllSymbol: true, symbolSize: alone(series.values), smooth: 0.15, barMaxWidth: 18,
      lineStyle: { width: 2 }, itemStyle: { color: colour(`--series-${series.colour}`), borderRadius: kind === 'bar' ? 2 : 0 },
      areaStyle: series.area ? { opacity: 0.12 } : undefined,
    })),
  };
}

export async function open(kind: ChartKind, box: HTMLElement) {
  await kinds[kind]();
  const chart = init(box);
  return {
    draw: (data: Draw) => chart.setOption(option(kind, data), true),
    resize: () => chart.resize(),
    dispose: () => chart.dispose(),
  };
}
