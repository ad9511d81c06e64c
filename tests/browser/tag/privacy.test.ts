import { describe, expect, it } from 'vitest';
import { eventually, leave, mark, useBrowser, visit } from './visit.ts';

useBrowser();

describe('privacy', () => {
  it('takes e-mail addresses and secrets out of addresses before they leave, and leaves campaigns in', async () => {
    const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl';
    const path =
      `/reset/0123456789abcdef0123456789abcdef?email=zora%40example.com&u=zora@example.com&token=s3cret&access_token=s3cret` +
      `&password=s3cret&next=1&code=s3cret&j=${jwt}&utm_campaign=summer-sale-2026&gclid=x#id_token=s3cret`;
    const { pages, page } = await visit({
      pages: { '/reset/0123456789abcdef0123456789abcdef': '<a href="/next">next</a>', '/next': '' },
      path,
    });
    await page.click('a');
    await eventually(() => expect(pages.events('page_view')).toHaveLength(2));
    const sent = JSON.stringify(pages.batches.map(({ batch }) => batch));
    for (const secret of ['zora', 's3cret', 'eyJ', '0123456789abcdef0123456789abcdef'])
      expect(sent).not.toContain(secret);
    expect(pages.events('page_view')[0]?.envelope.url).toContain('next=1');
    expect(pages.events('page_view')[0]?.envelope.url).toContain('utm_campaign=summer-sale-2026&gclid=x');
  });

  it('keeps the values of the parameters that the site lists on the page, however they are written', async () => {
    const path = '/?ref.no=s3cret&refxno=kept&%D8%A7%D8%B3%D9%85=s3cret&q=kept#member[id]=s3cret';
    const { pages, page } = await visit({
      pages: { '/': '<a href="/next">next</a>', '/next': '' },
      path,
      config: { scrubbedParameters: ['Ref.No', 'اسم', 'member[id]'] },
    });
    await page.click('a');
    await eventually(() => expect(pages.events('page_view')).toHaveLength(2));
    expect(JSON.stringify(pages.batches.map(({ batch }) => batch))).not.toContain('s3cret');
    const [first, second] = pages.events('page_view');
    expect(first?.envelope.url).toContain('/?ref.no=-&refxno=kept&%D8%A7%D8%B3%D9%85=-&q=kept#member[id]=-');
    expect(second?.envelope.referrer).not.toContain('s3cret');
  });

  it('never reads what is typed, anywhere', async () => {
    const { pages, page } = await visit({
      pages: {
        '/': `<form data-tt-checkout="pay" data-tt-feature="form" data-tt-event="paid" onsubmit="return false">
          <input name="card"><textarea name="words"></textarea><select name="pick"><option>one<option>twotwo</select>
          <p contenteditable id="edit"></p><button>pay</button></form>`,
      },
    });
    await page.fill('[name=card]', '4111111111111111');
    await page.fill('[name=words]', 'typed words');
    await page.selectOption('select', 'twotwo');
    await page.click('#edit');
    await page.keyboard.type('typed words');
    await page.click('button');
    await mark(pages, page);
    await leave(page);
    await eventually(() => expect(pages.events('checkout_field').length).toBeGreaterThanOrEqual(3));
    expect(JSON.stringify(pages.batches.map(({ batch }) => batch))).not.toMatch(/4111111111111111|typed words|twotwo/);
  });
});
