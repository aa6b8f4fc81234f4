package dev.obstat.console.site;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/// Renders the pages. All templates were compiled with the console.
final class Templates {
  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

  /// @param page what the template's one parameter is
  String render(String template, Object page) {
    StringOutput output = new StringOutput(16 * 1024);
    engine.render(template + ".jte", page, output);
    return output.toString();
  }
}
