from assistant.engine.knowledge.articles import (
    ArticleCode,
    ArticleError,
    ArticleSection,
    ArticleSource,
    ReferenceArticle,
    load_articles,
)

__all__ = ["ArticleCode", "ArticleError", "ArticleSection", "ArticleSource", "ReferenceArticle", "load_articles"]
