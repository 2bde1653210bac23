package org.drey.edge.splash.template;

import java.util.List;
import java.util.Locale;
import org.drey.blocklist.ListPolicy;

/** The subject that a service helps with; the texts describe each kind once, for every country. */
public enum HelpKind {
  /** For people who worry about their own thoughts or behaviour. */
  OWN_BEHAVIOUR,
  /** For adults who worry about a child. */
  CHILD_CONCERN,
  /** For children, about anything. */
  CHILD_HELPLINE,
  /** Takes down images of people under 18. */
  IMAGE_REMOVAL,
  /** Takes reports of what was seen. */
  REPORT;

  private static final List<HelpKind> ADULT_LIST =
      List.of(OWN_BEHAVIOUR, CHILD_CONCERN, CHILD_HELPLINE, IMAGE_REMOVAL, REPORT);
  private static final List<HelpKind> CHILD_LIST =
      List.of(CHILD_HELPLINE, IMAGE_REMOVAL, OWN_BEHAVIOUR, REPORT);

  /**
   * Returns what is shown, first what matters most. A filter at home is no reason to offer the
   * rest.
   */
  static List<HelpKind> shown(PageAudience audience, ListPolicy policy) {
    boolean adult = audience == PageAudience.ADULT;
    return switch (policy) {
      case CHILD_PROTECTION_LIST -> adult ? ADULT_LIST : CHILD_LIST;
      case PARENTAL_CONTROL ->
          adult ? List.of(CHILD_CONCERN, CHILD_HELPLINE) : List.of(CHILD_HELPLINE);
    };
  }

  /** As configurations and texts call it. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
