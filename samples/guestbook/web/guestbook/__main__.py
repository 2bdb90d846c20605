from .server import serve
from .settings import Settings

serve(Settings.from_environment())
