"""The models from which resources/templates is made: one function a template, all of it in named styles."""
