package org.drey.local.demo;

import java.util.List;
import java.util.Set;
import org.drey.event.DnsQuery;
import org.drey.event.WebRequest;

/** What somebody gets to see who asked for what is listed. */
enum Shown {
  /** The resolver or proxy leads to the warning page. */
  SPLASH_PAGE,
  /** The name does not exist, says the resolver: the browser shows its own error. */
  BROWSER_ERROR,
  /** Nothing was blocked. */
  THE_SITE;

  private static final long FORBIDDEN = 403;
  private static final Set<String> REFUSING = Set.of("NXDOMAIN", "REFUSED");

  static Shown of(DnsQuery query, List<String> splashAnswers) {
    if (REFUSING.contains(String.valueOf(query.getResponseCode()))) {
      return BROWSER_ERROR;
    }
    boolean redirected = query.getAnswers().stream().anyMatch(splashAnswers::contains);
    return redirected ? SPLASH_PAGE : THE_SITE;
  }

  static Shown of(WebRequest request) {
    Long status = request.getStatus();
    return status != null && status == FORBIDDEN ? SPLASH_PAGE : THE_SITE;
  }
}
