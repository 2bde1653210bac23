package org.drey.edge.splash.template;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of the page in a country, from files: the wording in every language, the services
 * that help, the provider. Two files make it: the country's, which comes with Drey, and the
 * operator's, of which every part wins; {@code edge/operator-example.yaml} shows what it may say.
 */
public final class PageContent {
  private final String country;
  private final Map<String, PageTexts> texts;
  private final @Nullable String emergency;
  private final List<HelpService> helps;
  private final BlockingProvider provider;
  private final ProcessingStatement processing;

  /** The first of the texts is the language of those who ask for none that there is. */
  PageContent(
      String country,
      List<PageTexts> texts,
      @Nullable String emergency,
      List<HelpService> helps,
      BlockingProvider provider,
      ProcessingStatement processing) {
    this.country = country;
    this.texts = new LinkedHashMap<>();
    texts.forEach(text -> this.texts.put(text.language(), text));
    this.emergency = emergency;
    this.helps = List.copyOf(helps);
    this.provider = provider;
    this.processing = processing;
  }

  /**
   * Reads what comes with Drey for a country, and an operator's file over it.
   *
   * @param country two capital letters of ISO 3166-1
   * @param operatorFile the operator's file, or null
   * @throws ProblemException that says in which file and line something is wrong
   * @throws IOException if the operator's file cannot be read
   */
  public static PageContent read(String country, @Nullable Path operatorFile) throws IOException {
    return new ContentReader().read(country, operatorFile);
  }

  /** The countries for which Drey brings services that help. */
  public static List<String> countries() {
    return ContentReader.COUNTRIES;
  }

  /**
   * The same, with another language for those who ask for none that there is.
   *
   * @throws IllegalArgumentException if there is no such language
   */
  public PageContent withDefaultLanguage(String language) {
    PageTexts first = texts.get(language);
    if (first == null) {
      throw new IllegalArgumentException(
          "there is no language '" + language + "'; there are " + String.join(", ", languages()));
    }
    Map<String, PageTexts> ordered = new LinkedHashMap<>(Map.of(language, first));
    texts.forEach(ordered::putIfAbsent);
    return new PageContent(
        country, List.copyOf(ordered.values()), emergency, helps, provider, processing);
  }

  /** The same, of a network that processes this. */
  public PageContent withProcessing(ProcessingStatement other) {
    return new PageContent(country, allTexts(), emergency, helps, provider, other);
  }

  /** The country, two capital letters. */
  public String country() {
    return country;
  }

  /** The tags of the languages, the default first. */
  public List<String> languages() {
    return List.copyOf(texts.keySet());
  }

  /** The ids of all links: those that lead to help, to a review and to a notice if there is one. */
  public List<String> linkIds() {
    return List.copyOf(links().keySet());
  }

  /** Returns where a link leads, or null if there is none of this id. */
  public @Nullable URI link(String id) {
    return links().get(id);
  }

  private Map<String, URI> links() {
    Map<String, URI> links = new LinkedHashMap<>();
    for (HelpService help : helps) {
      if (help.url() != null) {
        links.put(help.id(), help.url());
      }
    }
    if (provider.appealUrl() != null) {
      links.put(BlockingProvider.APPEAL, provider.appealUrl());
    }
    if (processing.notice() != null) {
      links.put(ProcessingStatement.NOTICE, processing.notice());
    }
    return links;
  }

  PageTexts texts(String language) {
    PageTexts found = texts.get(language);
    if (found == null) {
      throw new IllegalArgumentException("there is no such language");
    }
    return found;
  }

  /** All languages, the default first. */
  List<PageTexts> allTexts() {
    return List.copyOf(texts.values());
  }

  @Nullable String emergency() {
    return emergency;
  }

  List<HelpService> helps() {
    return helps;
  }

  BlockingProvider provider() {
    return provider;
  }

  ProcessingStatement processing() {
    return processing;
  }
}
