package org.drey.edge.splash.template;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The provider that blocks, with where to ask for a review; what is null is not shown.
 *
 * @param name the provider's name; null for "your internet provider" in the page's language
 * @param appealUrl a page on which to ask for a review, http or https
 * @param appealPhone a number, as people read it
 * @param appealEmail an address
 */
public record BlockingProvider(
    @Nullable String name,
    @Nullable URI appealUrl,
    @Nullable String appealPhone,
    @Nullable String appealEmail) {
  /** The id of the link for a review, beside those of the helps. */
  public static final String APPEAL = "appeal";

  /** Nothing configured. */
  static final BlockingProvider UNKNOWN = new BlockingProvider(null, null, null, null);

  /** Returns whether there is any way to ask for a review. */
  boolean hasAppeal() {
    return appealUrl != null || appealPhone != null || appealEmail != null;
  }
}
