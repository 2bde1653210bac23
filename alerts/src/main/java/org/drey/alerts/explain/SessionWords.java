package org.drey.alerts.explain;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Words for live sessions. */
public final class SessionWords {
  private static final int MINUTE = 60;

  private SessionWords() {}

  /** A session with its article: "a private session". */
  public static String session(String visibility) {
    return switch (visibility) {
      case "INVITE" -> "a session by invitation";
      case "UNLISTED" -> "an unlisted session";
      default -> "a " + kind(visibility) + " session";
    };
  }

  /** Returns who may join, as a word: "private". */
  public static String kind(String visibility) {
    return visibility.equals("INVITE")
        ? "by invitation"
        : visibility.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Returns how many watched at most and how long it took: "; at most 1 viewer; 12 min". */
  public static String size(long viewers, @Nullable Long seconds) {
    return "; at most " + viewers + (viewers == 1 ? " viewer" : " viewers") + stay(seconds);
  }

  private static String stay(@Nullable Long seconds) {
    if (seconds == null) {
      return "";
    }
    return seconds < MINUTE ? "; " + seconds + " s" : "; " + seconds / MINUTE + " min";
  }
}
