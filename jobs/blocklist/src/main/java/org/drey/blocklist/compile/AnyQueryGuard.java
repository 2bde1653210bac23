package org.drey.blocklist.compile;

import java.util.Locale;
import java.util.Set;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.ListEntry;
import org.jspecify.annotations.Nullable;

/**
 * Speaks against entries for one page that cover far more than a page, because an entry without a
 * query is for the page with any query: the front of a site, and a script that shows another page
 * for each query. A feed that means one of those pages has to give its query.
 */
public final class AnyQueryGuard implements EntryGuard {
  private static final String FRONT =
      "the front of a site without a query, which covers it with every query";
  private static final String SCRIPT =
      "a script without its query, which covers every page that it shows";

  /** Endings of the names of scripts that choose by the query what they show. */
  private static final Set<String> SCRIPTS =
      Set.of(
          "action", "asp", "aspx", "ashx", "cfm", "cgi", "do", "dll", "exe", "fcgi", "jsp", "jspx",
          "php", "php3", "php4", "php5", "php7", "phtml", "pl", "py", "rb");

  private static final String SCRIPTS_FOLDER = "/cgi-bin/";

  /** The guard. */
  public AnyQueryGuard() {}

  @Override
  public String name() {
    return "any-query";
  }

  @Override
  public @Nullable String refuses(ListEntry entry) {
    String page = entry.target();
    if (entry.type() != EntryType.EXACT_URL || page.indexOf('?') >= 0) {
      return null;
    }
    if (page.equals("/")) {
      return FRONT;
    }
    return isScript(page) ? SCRIPT : null;
  }

  private static boolean isScript(String page) {
    String lower = page.toLowerCase(Locale.ROOT);
    int dot = lower.indexOf('.', lower.lastIndexOf('/')) < 0 ? -1 : lower.lastIndexOf('.');
    boolean hasScriptsName = dot >= 0 && SCRIPTS.contains(lower.substring(dot + 1));
    return hasScriptsName || lower.contains(SCRIPTS_FOLDER);
  }
}
