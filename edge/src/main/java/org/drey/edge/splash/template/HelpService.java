package org.drey.edge.splash.template;

import java.net.URI;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A service that helps.
 *
 * @param id how links and counters call it: lower-case letters, digits and hyphens
 * @param kind what it helps with
 * @param audience whom it is for, null for everyone
 * @param name its name, the same in every language
 * @param phone its number as people read it, or null
 * @param url its website, http or https, or null
 * @param offers what a caller may rely on, in the order of {@link Offer}
 */
public record HelpService(
    String id,
    HelpKind kind,
    @Nullable PageAudience audience,
    String name,
    @Nullable String phone,
    @Nullable URI url,
    Set<Offer> offers) {

  /** A promise that a caller may rely on. */
  public enum Offer {
    FREE,
    CONFIDENTIAL,
    ANONYMOUS,
    DAY_AND_NIGHT;

    /** As configurations and texts call it. */
    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public HelpService {
    offers = Collections.unmodifiableSet(new TreeSet<>(offers));
  }

  /** A number as it is dialled: digits, and the plus of an international one. */
  static String dialled(String phone) {
    return phone.replaceAll("[^0-9+]", "");
  }

  boolean isFor(PageAudience reader) {
    return audience == null || audience == reader;
  }
}
