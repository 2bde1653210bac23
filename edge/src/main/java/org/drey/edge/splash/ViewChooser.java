package org.drey.edge.splash;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import org.drey.blocklist.ListPolicy;
import org.drey.edge.http.HttpRequest;
import org.drey.edge.splash.template.PageAudience;
import org.drey.edge.splash.template.PageView;
import org.jspecify.annotations.Nullable;

/**
 * The choice of the page that a request gets. The address it came to decides, since a resolver
 * redirects each kind of subscriber to a separate address; the query, by which a proxy redirects,
 * decides further. Of both, only values from a fixed list have any effect.
 */
final class ViewChooser {
  private static final int LONGEST_HEADER = 256;
  private static final int MAX_PARAMETERS = 20;

  private final List<String> languages;

  /** The first language is for those who ask for none of them. */
  ViewChooser(List<String> languages) {
    this.languages = List.copyOf(languages);
  }

  /** The page for a request to an address that has its own version. */
  PageView choose(HttpRequest request, PageAudience audience, ListPolicy policy) {
    Map<String, String> query = parameters(request.query());
    String language = chosenLanguage(request);
    String reference = query.getOrDefault("ref", "");
    return new PageView(
        language == null ? accepted(request.acceptLanguage()) : language,
        audience(query.get("audience"), audience),
        policy(query.get("policy"), policy),
        PageView.isReference(reference) ? reference : null);
  }

  /** The language that was chosen by a link of the page, or null. */
  @Nullable String chosenLanguage(HttpRequest request) {
    String language = parameters(request.query()).get("lang");
    return language != null && languages.contains(language) ? language : null;
  }

  /** A child's address shows the child's version, regardless of the query. */
  private static PageAudience audience(@Nullable String asked, PageAudience own) {
    return "child".equals(asked) ? PageAudience.CHILD : own;
  }

  private static ListPolicy policy(@Nullable String asked, ListPolicy own) {
    for (ListPolicy policy : ListPolicy.values()) {
      if (PageView.key(policy).equals(asked)) {
        return policy;
      }
    }
    return own;
  }

  private String accepted(String header) {
    if (header.isEmpty() || header.length() > LONGEST_HEADER) {
      return languages.get(0);
    }
    try {
      String found = Locale.lookupTag(LanguageRange.parse(header), languages);
      for (String language : languages) {
        if (language.equalsIgnoreCase(found)) {
          return language;
        }
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      // Not as RFC 9110 has it, so no wish: the JDK's parser meets a lone hyphen with the latter.
    }
    return languages.get(0);
  }

  /** The first value of each name; none of those looked for needs decoding. */
  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : query.split("&", MAX_PARAMETERS)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.putIfAbsent(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return parameters;
  }
}
