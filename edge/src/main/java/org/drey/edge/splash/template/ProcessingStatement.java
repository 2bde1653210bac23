package org.drey.edge.splash.template;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The statement of the page on what the network processes of its visitors. It is the same for all
 * of them, because the page does not know who visits it.
 *
 * @param kind which of the statements is true
 * @param controller who answers for it; null unless {@link Kind#DECLARED}
 * @param notice where that is explained, http or https; null unless {@link Kind#DECLARED}
 */
public record ProcessingStatement(Kind kind, @Nullable String controller, @Nullable URI notice) {
  /** The id of the link to the notice, beside those of the helps. */
  public static final String NOTICE = "notice";

  /**
   * The operator states that nothing is kept anywhere by which a connection is known again: nothing
   * is recorded against anyone.
   */
  public static final ProcessingStatement NONE = new ProcessingStatement(Kind.NONE, null, null);

  /** It is not known what is processed, or not who answers for it: the page speaks of itself. */
  public static final ProcessingStatement UNKNOWN =
      new ProcessingStatement(Kind.UNKNOWN, null, null);

  /** The statement that is true. */
  public enum Kind {
    NONE,
    UNKNOWN,
    DECLARED
  }

  /** Returns what the title of the section says, as texts call it. */
  String title() {
    return switch (kind) {
      case NONE -> "recorded";
      case UNKNOWN -> "page";
      case DECLARED -> "processed";
    };
  }

  /** The statement of a network that declares what it processes. */
  public static ProcessingStatement declared(String controller, URI notice) {
    return new ProcessingStatement(Kind.DECLARED, controller, notice);
  }
}
