import type { ComponentChildren } from 'preact';
import './question-settings.css';

/** What a question asks, choice by choice, as many beside each other as fit. `class` is for a panel that bounds their width. */
export const QuestionSettings = ({ class: own = '', children }: { class?: string; children: ComponentChildren }) => (
  <div class={`question-settings ${own}`.trim()}>{children}</div>
);
