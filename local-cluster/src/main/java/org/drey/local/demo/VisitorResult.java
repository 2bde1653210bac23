package org.drey.local.demo;

import org.drey.blocklist.enforcement.BlockEvidence;
import org.drey.blocklist.enforcement.DnsEnforcement;
import org.drey.blocklist.enforcement.WebEnforcement;
import org.drey.event.DnsQuery;
import org.drey.event.WebRequest;

/** The result for a person who asked for a listed name or page. */
enum VisitorResult {
  /** The resolver or proxy leads to the warning page. */
  SPLASH_PAGE,
  /** The name does not exist, says the resolver: the browser shows its own error. */
  BROWSER_ERROR,
  /** Nothing was blocked. */
  THE_SITE;

  static VisitorResult of(DnsQuery query, DnsEnforcement enforcement) {
    return switch (enforcement.of(query.getResponseCode(), query.getAnswers())) {
      case SPLASH_PAGE -> SPLASH_PAGE;
      case REFUSED, NOWHERE -> BROWSER_ERROR;
      case CONTENT, UNKNOWN -> THE_SITE;
    };
  }

  /** The proxies of the demo show the page where they hold something back. */
  static VisitorResult of(WebRequest request) {
    return WebEnforcement.toAPerson(request.getStatus()) == BlockEvidence.YES
        ? SPLASH_PAGE
        : THE_SITE;
  }
}
