package org.drey.alerts.handover;

import java.util.List;
import org.drey.alerts.handover.MarkupBlocks.Block;

/**
 * The draft of a suspicious activity report: the text that goes into the field for the reason,
 * which in the United Kingdom takes 8,000 characters and no attachment. What is not known is
 * UNKNOWN, not blank. Who files it puts names where the tokens are.
 */
public final class SarFormat implements HandoverFormat {
  /** The most characters of a report, markup of Markdown counted. */
  public static final int MAX_CHARACTERS = 8000;

  /** Left for the conclusion of the analyst. */
  static final int ROOM = 1000;

  /** The most of a kind that are listed if there is room. */
  private static final int MOST = 60;

  private static final HtmlPage HTML = HtmlPage.plain("Draft of a report");

  private final boolean html;

  /** As HTML, or as Markdown. */
  public SarFormat(boolean html) {
    this.html = html;
  }

  @Override
  public boolean isOfOne() {
    return true;
  }

  @Override
  public boolean hasWritten(String beginning) {
    return beginning.startsWith(html ? HTML.beginning() : "# " + SarText.TITLE);
  }

  /** A page is shown to whom it is sent; the words are the same. */
  @Override
  public String preview(HandoverContents handover) {
    return new SarFormat(false).write(handover);
  }

  @Override
  public String write(HandoverContents handover) {
    MarkupBlocks markdown = new MarkdownText();
    HandoverStory story = HandoverStory.of(handover);
    for (int most = MOST; ; most--) {
      List<Block> blocks = new SarText(handover, story, most).blocks();
      String text = markdown.write(blocks);
      if (text.length() <= MAX_CHARACTERS - ROOM || most == 0) {
        return html ? HTML.write(blocks) : text;
      }
    }
  }
}
