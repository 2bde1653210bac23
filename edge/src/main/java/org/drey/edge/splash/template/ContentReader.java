package org.drey.edge.splash.template;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/** Reads what the page says; an unknown key is an error, not a setting without effect. */
final class ContentReader {
  static final List<String> COUNTRIES = List.of("DE", "ES", "FR", "GB");

  private static final String FOLDER = "/splash/";
  private static final String TEXTS = "texts";
  private static final String LANGUAGES = "languages";
  private static final Set<String> KEYS =
      Set.of("country", LANGUAGES, "emergency", "help", "provider", TEXTS);
  private static final Set<String> PROVIDER_KEYS = Set.of("name", "appeal");
  private static final Set<String> APPEAL_KEYS = Set.of("url", "phone", "email");

  private final TextsReader textsReader = new TextsReader(bundled("texts/en.yaml"));

  PageContent read(String country, @Nullable Path operatorFile) throws IOException {
    List<YamlNode> roots = new ArrayList<>();
    if (operatorFile != null) {
      roots.add(operator(operatorFile));
    }
    if (COUNTRIES.contains(country)) {
      roots.add(bundled("countries/" + country + ".yaml"));
    } else if (operatorFile == null) {
      throw new IllegalArgumentException(
          "Drey brings no helplines for this country, only for "
              + String.join(", ", COUNTRIES)
              + ": give a file with them");
    }
    FileLayers layers = new FileLayers(roots).known(KEYS);
    checkCountry(layers, country);
    YamlNode emergency = layers.value("emergency");
    return new PageContent(
        country,
        texts(layers),
        emergency == null ? null : HelpReader.phone(emergency),
        HelpReader.helps(layers.below("help")),
        provider(layers.below("provider")),
        ProcessingStatement.UNKNOWN);
  }

  private static void checkCountry(FileLayers layers, String country) {
    YamlNode stated = layers.value("country");
    if (stated != null && !stated.words().equals(country)) {
      throw stated.problem("this is for another country than " + country + ", which was asked for");
    }
  }

  private List<PageTexts> texts(FileLayers layers) {
    List<YamlNode> languages = layers.required(LANGUAGES).items();
    if (languages.isEmpty()) {
      throw layers.required(LANGUAGES).problem("expected at least one language");
    }
    FileLayers overrides = layers.below(TEXTS);
    List<PageTexts> texts = new ArrayList<>();
    for (YamlNode language : languages) {
      String tag = language.words();
      if (texts.stream().anyMatch(other -> other.language().equals(tag))) {
        throw language.problem("'" + tag + "' appears twice");
      }
      texts.add(textsReader.read(language, overrides.below(tag), bundledTexts(tag)));
    }
    for (String tag : overrides.keys()) {
      if (texts.stream().noneMatch(other -> other.language().equals(tag))) {
        throw overrides.required(tag).problem("'" + tag + "' is not among the languages");
      }
    }
    return texts;
  }

  private static @Nullable YamlNode bundledTexts(String tag) {
    boolean exists = TextsReader.BUNDLED.contains(tag);
    return exists ? bundled("texts/" + tag + ".yaml") : null;
  }

  private static BlockingProvider provider(FileLayers layers) {
    FileLayers provider = layers.known(PROVIDER_KEYS);
    FileLayers appeal = provider.below("appeal").known(APPEAL_KEYS);
    YamlNode name = provider.value("name");
    YamlNode url = appeal.value("url");
    YamlNode phone = appeal.value("phone");
    YamlNode email = appeal.value("email");
    return new BlockingProvider(
        name == null ? null : name.words(),
        url == null ? null : HelpReader.url(url),
        phone == null ? null : HelpReader.phone(phone),
        email == null ? null : HelpReader.email(email));
  }

  private static YamlNode operator(Path file) throws IOException {
    YamlNode root = YamlNode.read(file);
    return root.isNothing() ? YamlNode.parse(file.toString(), "{}") : root;
  }

  private static YamlNode bundled(String name) {
    try (InputStream in = ContentReader.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("not in the jar: " + FOLDER + name);
      }
      return YamlNode.parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("cannot be read from the jar: " + FOLDER + name, e);
    }
  }
}
